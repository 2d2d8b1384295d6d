/** A picture's data, drawn and as a table alike. */
export interface ChartData {
  title: string;
  /** What the labels are. */
  axis: string;
  labels: string[];
  kind: 'bar' | 'line';
  /** Counts: the axis has whole numbers only. */
  whole?: boolean;
  series: {
    name: string;
    /** `null` leaves a gap. */
    values: (number | null)[];
    /** The palette's colour. */
    tone: 'paid' | 'refunded' | 'processing' | 'alert';
  }[];
  note?: string;
}
