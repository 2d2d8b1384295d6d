/** Where 云闪付 authorises (huifu-api.md §6.5); it knows no state of ours, so the address to return to carries it. */
export function unionPayLogin(baseUrl: string, returnTo: string, state: string): string {
  const back = `${returnTo}?state=${state}`;
  return `${baseUrl}/qrcGtwWeb-web/api/userAuth?version=1.0.0&redirectUrl=${encodeURIComponent(back)}`;
}

/** The word by which its browser names itself, for asking Huifu who the payer is (`app_up_identifier`, §3.9.2). */
export function unionPayApp(userAgent: string): string {
  return /UnionPay\/\S+(?: CloudPay)?/i.exec(userAgent)?.[0] ?? 'UnionPay/1.0 CloudPay';
}
