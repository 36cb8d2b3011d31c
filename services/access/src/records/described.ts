export { describeDocument as described } from '@diachi/record-formats';
