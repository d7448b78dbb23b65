import { wall } from '../look/dates.ts'
import type { PhotoFace } from './taken.ts'
import './photos.css'

/** Photographs side by side, each leading to itself, with when and where it was taken. */
export function PhotoLinks({ photos }: { photos: PhotoFace[] }) {
  return (
    <div className="ph">
      {photos.map(({ id, name, takenAt, place }) => {
        const at = `/api/files/${id}/${encodeURIComponent(name)}`
        const { date, time } = takenAt ? wall(takenAt) : { date: '', time: '' }
        return (
          <figure key={id}>
            <a href={at} download={name}>
              <img src={at} alt={name} loading="lazy" />
            </a>
            <figcaption>
              {takenAt ? `${date} ${time}` : name}
              {place ? `，北纬 ${place.lat}°，东经 ${place.lon}°` : ''}
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
}
