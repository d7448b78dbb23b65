import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'

/** The papers that there are of a case as it stands, each to be downloaded. */
export function PaperLinks({ face, detail, className }: { face: CaseFace; detail: CaseDetail; className: string }) {
  return face.papers
    .filter((paper) => paper.in.includes(detail.state))
    .map(({ name, title }) => (
      <a key={name} className={className} href={`/api/cases/${detail.kind}/${detail.id}/papers/${name}`} download>
        下载{title}
      </a>
    ))
}
