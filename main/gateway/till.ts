/** What risk control wants to know of the machine that asks for money (huifu-api.md §3.3.8). */

/** A desktop console is a PC, `device_type` 4. */
export function terminalOf(deviceIp: string | undefined) {
  return deviceIp ? { device_type: '4', device_ip: deviceIp } : { device_type: '4' };
}

export function riskDataOf(deviceIp: string | undefined): string | undefined {
  return deviceIp ? JSON.stringify({ ip_addr: deviceIp }) : undefined;
}
