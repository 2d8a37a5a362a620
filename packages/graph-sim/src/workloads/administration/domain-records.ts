/** A record that a domain needs in the DNS, under Graph's own names. */
export interface DnsRecord extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly '@odata.type': string
}

/** The records that prove whose a domain is. */
export function verificationRecords(domain: string): readonly DnsRecord[] {
  const common = { isOptional: false, label: domain, supportedService: 'Email', ttl: 3600 }
  const key = `ms${Buffer.from(domain).readUInt32BE(0)}`
  return [
    {
      '@odata.type': '#microsoft.graph.domainDnsTxtRecord',
      id: 'aceff52c-06a5-447f-ac5f-256ad243cc5c',
      ...common,
      recordType: 'Txt',
      text: `MS=${key}`,
    },
    {
      '@odata.type': '#microsoft.graph.domainDnsMxRecord',
      id: '5fbde38c-0865-497f-82b1-126f596bcee9',
      ...common,
      recordType: 'Mx',
      mailExchange: `${key}.msv1.invalid`,
      preference: 32_767,
    },
  ]
}

/** The records that bring mail to a domain and let programs find its services. */
export function serviceRecords(domain: string): readonly DnsRecord[] {
  const common = { isOptional: false, supportedService: 'Email', ttl: 3600 }
  return [
    {
      '@odata.type': '#microsoft.graph.domainDnsMxRecord',
      id: 'c5a1c1d4-33f6-4b8e-9f58-6d0f7c4a2c11',
      ...common,
      label: domain,
      recordType: 'Mx',
      mailExchange: `${domain.replaceAll('.', '-')}.mail.protection.outlook.com`,
      preference: 0,
    },
    {
      '@odata.type': '#microsoft.graph.domainDnsTxtRecord',
      id: '62dc8f3b-bf0b-4d9b-8a36-bd1de0b6a2d2',
      ...common,
      label: domain,
      recordType: 'Txt',
      text: 'v=spf1 include:spf.protection.outlook.com -all',
    },
    {
      '@odata.type': '#microsoft.graph.domainDnsCnameRecord',
      id: '0a40ee8b-7b3c-4d0e-8c2e-6d2a3f0b9a33',
      ...common,
      label: `autodiscover.${domain}`,
      recordType: 'CName',
      canonicalName: 'autodiscover.outlook.com',
    },
  ]
}
