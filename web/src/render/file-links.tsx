import type { FileFace } from '../../../platform/manifest.ts'
import { Icon } from '../look/icon.tsx'
import './file-links.css'

/** Files to download, with their size and the first letters of their digest. */
export function FileLinks({ files }: { files: FileFace[] }) {
  return (
    <div className="fs">
      {files.map((file) => (
        <a key={file.id} href={`/api/files/${file.id}/${encodeURIComponent(file.name)}`} download={file.name}>
          <Icon name="file" />
          <span>{file.name}</span>
          <span className="cap">{sizeWords(file.size)}</span>
        </a>
      ))}
    </div>
  )
}

/** 4.2 MB */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
