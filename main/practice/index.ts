export { startPracticeGateway, type PracticeGateway, type PracticeGatewayOptions } from './gateway.ts';
