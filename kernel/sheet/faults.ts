import { defineFaults } from '#kernel/fault'
import type { Refusals } from '#kernel/package'

export const faults = defineFaults('sheet', {
  'not-a-workbook': {
    status: 415,
    title: '不是 Excel 工作簿',
    says: (a: { name: string }) =>
      `“${a.name}”不是 Excel 工作簿，没有导入。请在 Excel 或 WPS 中另存为 .xlsx 后再导入。`,
  },
  encrypted: {
    status: 422,
    title: '工作簿已加密或格式过旧',
    says: (a: { name: string }) =>
      `“${a.name}”设有密码，或是旧的 Excel 97（.xls）格式，无法读取，没有导入。请去掉密码并另存为 .xlsx 后再导入。`,
  },
  broken: {
    status: 422,
    title: '工作簿已损坏',
    says: (a: { name: string }) =>
      `“${a.name}”打不开，可能已损坏或没有传完整，没有导入。请用 Excel 或 WPS 重新保存后再试。`,
  },
  'has-doctype': {
    status: 422,
    title: '工作簿内有外部声明',
    says: (a: { name: string }) =>
      `“${a.name}”里有正常工作簿不会有的外部声明（DOCTYPE），为安全起见没有导入。请用 Excel 或 WPS 重新保存后再试。`,
  },
  'too-large-inside': {
    status: 422,
    title: '工作簿解开后过大',
    says: (a: { name: string; most: number }) =>
      `“${a.name}”解开后有一部分超过 ${a.most} MB，不像一份正常的表格，没有导入。请删去多余的格式和空行，或拆分后再导入。`,
  },
  'no-header': {
    status: 422,
    title: '没有找到表头',
    says: (a: { name: string; missing: readonly string[] }) =>
      `“${a.name}”的第一张工作表里没有找到表头，没有导入：缺少${a.missing.map((title) => `“${title}”`).join('、')}。请使用下载的模板，不要改动表头。`,
  },
  'title-twice': {
    status: 422,
    title: '表头重复',
    says: (a: { name: string; title: string; cells: readonly string[] }) =>
      `“${a.name}”的表头里有两个“${a.title}”（${a.cells.join('、')}），分不清该读哪一列，没有导入。请删去多余的一列。`,
  },
  'too-many-rows': {
    status: 422,
    title: '行数过多',
    says: (a: { name: string; most: number }) =>
      `“${a.name}”的内容超过 ${a.most.toLocaleString('en')} 行，没有导入。请拆分成几份后分别导入。`,
  },
  'text-too-long': {
    status: 422,
    title: '文字过长',
    says: (a: { title: string; row: number; most: number }) =>
      `第 ${a.row} 行的“${a.title}”超过 ${a.most.toLocaleString('en')} 个字，Excel 的一个单元格放不下，没有导出。请缩短后再导出。`,
  },
  'does-not-fit': {
    status: 422,
    title: '一张工作表放不下',
    says: (a: { rows: number; gigabytes: number }) =>
      `内容超过一张 Excel 工作表的上限（${a.rows.toLocaleString('en')} 行，或 ${a.gigabytes} GB），没有导出。请缩小筛选范围，分批导出。`,
  },
})

/** How a workbook of this name is refused. */
export const refusals = (name: string): Refusals => ({
  notAPackage: () => faults['not-a-workbook']({ name }),
  encrypted: () => faults.encrypted({ name }),
  broken: (cause) => faults.broken({ name }, cause),
  hasDoctype: () => faults['has-doctype']({ name }),
  tooLarge: (most) => faults['too-large-inside']({ name, most }),
})
