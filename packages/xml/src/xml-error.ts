/** Why XML was refused; in the order in which it is looked at. */
export type XmlFault = 'too-large' | 'encoding' | 'doctype' | 'too-deep' | 'malformed';

/** XML that cannot be used. Who asked for it says so in its own words, as a `Failure`. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly fault: XmlFault;

  constructor(fault: XmlFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
