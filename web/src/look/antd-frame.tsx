import { ConfigProvider, type ThemeConfig } from 'antd'
import type { ReactNode } from 'react'
import { useDark } from './theme.ts'

const light = {
  colorBgLayout: '#F7F8F6',
  colorBgContainer: '#FFFFFF',
  colorBgElevated: '#FFFFFF',
  colorFillTertiary: '#EEF1EE',
  controlItemBgHover: '#EEF1EE',
  colorText: '#16202A',
  colorTextHeading: '#16202A',
  colorTextSecondary: '#44515C',
  colorTextTertiary: '#5E6A73',
  colorTextDescription: '#5E6A73',
  colorTextPlaceholder: '#5E6A73',
  colorIcon: '#5E6A73',
  colorBorderSecondary: '#DDE2DF',
  colorSplit: '#DDE2DF',
  colorBorder: '#7C888E',
  colorPrimary: '#0E5A6B',
  colorLink: '#0E5A6B',
  colorInfo: '#0E5A6B',
  colorPrimaryHover: '#0A4452',
  colorPrimaryActive: '#0A4452',
  colorLinkHover: '#0A4452',
  colorPrimaryBg: '#E2EDEE',
  controlItemBgActive: '#E2EDEE',
  colorTextLightSolid: '#FFFFFF',
  colorError: '#B3242B',
  colorErrorBg: '#FAEAE8',
  colorWarning: '#B07B17',
  colorWarningText: '#7F5608',
  colorSuccess: '#3A6934',
  boxShadowSecondary: '0 1px 0 rgba(22,32,42,.04), 0 8px 24px -12px rgba(22,32,42,.22)',
}

const dark: typeof light = {
  colorBgLayout: '#10181D',
  colorBgContainer: '#172127',
  colorBgElevated: '#172127',
  colorFillTertiary: '#1E2A31',
  controlItemBgHover: '#1E2A31',
  colorText: '#E6EBE9',
  colorTextHeading: '#E6EBE9',
  colorTextSecondary: '#B7C2C6',
  colorTextTertiary: '#93A0A6',
  colorTextDescription: '#93A0A6',
  colorTextPlaceholder: '#93A0A6',
  colorIcon: '#93A0A6',
  colorBorderSecondary: '#27343B',
  colorSplit: '#27343B',
  colorBorder: '#66747B',
  colorPrimary: '#78BFCC',
  colorLink: '#78BFCC',
  colorInfo: '#78BFCC',
  colorPrimaryHover: '#9AD3DD',
  colorPrimaryActive: '#9AD3DD',
  colorLinkHover: '#9AD3DD',
  colorPrimaryBg: '#17323A',
  controlItemBgActive: '#17323A',
  colorTextLightSolid: '#0B1A1F',
  colorError: '#F2928B',
  colorErrorBg: '#3A1F20',
  colorWarning: '#E0B560',
  colorWarningText: '#E0B560',
  colorSuccess: '#93C28A',
  boxShadowSecondary: '0 1px 0 rgba(0,0,0,.4), 0 12px 28px -12px rgba(0,0,0,.7)',
}

const form: ThemeConfig['token'] = {
  fontFamily: 'var(--sans)',
  fontSize: 14,
  fontSizeSM: 12,
  fontSizeLG: 16,
  lineHeight: 1.6,
  fontWeightStrong: 600,
  borderRadius: 3,
  borderRadiusSM: 2,
  borderRadiusLG: 4,
  controlHeight: 36,
  motionDurationMid: '160ms',
}

/** Ant Design as the design language dresses it; wrapped only around forms, so that reading needs none of it. */
export function AntdFrame({ children }: { children: ReactNode }) {
  const colours = useDark() ? dark : light
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  return (
    <ConfigProvider
      wave={{ disabled: true }}
      theme={{
        token: { ...form, ...colours, motion: !still },
        components: { Button: { primaryShadow: 'none', defaultShadow: 'none' } },
      }}
    >
      {children}
    </ConfigProvider>
  )
}
