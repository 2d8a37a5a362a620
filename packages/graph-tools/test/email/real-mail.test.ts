import { importMail } from '@graphkeep/graph-sim'
import { describe, expect, it } from 'vitest'

import { openWorld } from '../world/open-world.ts'

const bounce = `From: "Mail Delivery System" <MAILER-DAEMON@mx.solvang.example>
To: ingrid.halvorsen@solvang.example
Subject: Undelivered Mail Returned to Sender
Date: Fri, 20 Nov 2026 11:59:00 +0000
Message-ID: <bounce-1@mx.solvang.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not
be delivered to one recipient.

<nobody@nowhere.example>: host not found
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.solvang.example

Final-Recipient: rfc822; nobody@nowhere.example
Action: failed
Status: 5.4.4
--b1
Content-Type: message/rfc822

From: ingrid.halvorsen@solvang.example
To: nobody@nowhere.example
Subject: Offer

The offer.
--b1--
`

/** „Привет“ in windows-1251, inside HTML that says nothing of its charset. */
const cyrillic = [
  'From: =?koi8-r?B?8MXU0s8=?= <petro@shop.example>',
  'To: ingrid.halvorsen@solvang.example',
  'Subject: =?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=',
  'Date: Fri, 20 Nov 2026 11:58:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=windows-1251',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<p>=CF=F0=E8=E2=E5=F2, <b>Ingrid</b></p>',
].join('\r\n')

async function read(raw: string) {
  const world = openWorld()
  await importMail(world.tenant, {
    messages: [{ name: 'one.eml', raw: new TextEncoder().encode(raw) }],
    folder: 'inbox',
  })
  const { messages } = await world.call<{ messages: { id: string }[] }>('email_list', { top: 1 })
  return world.call<{ untrusted: object }>('email_get', { id: messages[0]?.id })
}

describe('mail as it comes', () => {
  it('a delivery report says whom it did not reach', async () => {
    expect(await read(bounce.replaceAll('\n', '\r\n'))).toMatchObject({
      untrusted: {
        from: { name: 'Mail Delivery System' },
        subject: 'Undelivered Mail Returned to Sender',
        body: expect.stringContaining('<nobody@nowhere.example>: host not found'),
      },
    })
  })

  it('old charsets read as what they mean', async () => {
    expect(await read(cyrillic)).toMatchObject({
      untrusted: {
        from: { name: 'Петро', address: 'petro@shop.example' },
        subject: 'Привет',
        body: 'Привет, Ingrid',
      },
    })
  })
})
