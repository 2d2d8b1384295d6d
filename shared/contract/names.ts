import type { ChannelName, EventTopic } from './channels.ts';

/**
 * The names alone, without the schemas, so that the sandboxed preload script stays one small file.
 * `Record<ChannelName, true>` makes a forgotten or surplus name a compile error.
 */
const channels: Record<ChannelName, true> = {
  'app.state': true,
  'app.savePreferences': true,
  'app.copySupport': true,
  'app.copyText': true,
  'app.restoreBackup': true,
  'app.quit': true,
  'profiles.pickFile': true,
  'profiles.pasteKey': true,
  'profiles.passphrase': true,
  'profiles.newDraft': true,
  'profiles.dropDraft': true,
  'profiles.updateDraft': true,
  'profiles.saveDraft': true,
  'profiles.check': true,
  'profiles.update': true,
  'profiles.activate': true,
  'profiles.remove': true,
  'practice.enter': true,
  'practice.leave': true,
  'practice.openPhone': true,
  'payments.collect': true,
  'payments.chargeCode': true,
  'payments.detail': true,
  'payments.list': true,
  'payments.totals': true,
  'payments.search': true,
  'payments.open': true,
  'payments.queryNow': true,
  'payments.resend': true,
  'payments.cancel': true,
  'payments.copyLink': true,
  'payments.saveCard': true,
  'ways.read': true,
  'ways.save': true,
  'ways.choose': true,
  'counter.view': true,
  'counter.saveListener': true,
  'counter.savePage': true,
  'counter.pasteSecret': true,
  'counter.removeSecret': true,
  'counter.addPlate': true,
  'counter.removePlate': true,
  'counter.readiness': true,
  'counter.wechatUser': true,
  'views.list': true,
  'views.save': true,
  'views.remove': true,
  'jobs.list': true,
  'jobs.cancel': true,
  'print.savePdf': true,
};

const topics: Record<EventTopic, true> = {
  'payment.changed': true,
  'gateway.health': true,
  'app.changed': true,
  'counter.changed': true,
  'job.changed': true,
};

export const channelNames = Object.keys(channels) as ChannelName[];
export const eventTopics = Object.keys(topics) as EventTopic[];
