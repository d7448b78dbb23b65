/**
 * The joint meeting of the digital city: documents give it work as "各成员单位" and do not list the members.
 * Its convenor holds what is given to all until the roster is confirmed.
 */
export const jointMeeting = { phrase: '联席会议各成员单位', convenor: 'city-data-bureau' } as const
