import { bespokePage } from '#platform'

export const pages = [bespokePage('crypto', '密码应用', 'crypto')]
