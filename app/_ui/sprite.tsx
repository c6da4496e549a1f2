/** The drawings of all icons, once a page; `currentColor` is their colour and `--knock` what is cut out of them. */
export function Sprite() {
  return (
    <svg className="sprite" aria-hidden="true">
      <defs>
        <symbol id="s-ok" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="7.2" fill="currentColor" />
          <path d="M4.7 8.3 7 10.6l4.4-5" className="cut" strokeWidth="1.7" />
        </symbol>
        <symbol id="s-checking" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6.4" className="line" strokeWidth="1.6" />
          <circle cx="8" cy="8" r="2.6" fill="currentColor" />
        </symbol>
        <symbol id="s-degraded" viewBox="0 0 16 16">
          <path
            d="M8 1.5 15.3 14.4H.7z"
            fill="currentColor"
            stroke="currentColor"
            strokeWidth="1"
            strokeLinejoin="round"
          />
          <path d="M8 6v4" className="cut" strokeWidth="1.7" />
          <circle cx="8" cy="12.3" r="1" fill="var(--knock)" />
        </symbol>
        <symbol id="s-partial" viewBox="0 0 16 16">
          <path d="M5.1 1.2h5.8l3.9 3.9v5.8l-3.9 3.9H5.1l-3.9-3.9V5.1z" className="line" strokeWidth="1.5" />
          <path d="M1.2 8h13.6v2.9l-3.9 3.9H5.1l-3.9-3.9z" fill="currentColor" />
        </symbol>
        <symbol id="s-down" viewBox="0 0 16 16">
          <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="currentColor" />
          <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" className="cut" strokeWidth="1.7" />
        </symbol>
        <symbol id="s-untrusted" viewBox="0 0 16 16">
          <path d="M8 .8 14.2 3v4.6c0 3.7-2.6 6.3-6.2 7.7C4.4 13.9 1.8 11.3 1.8 7.6V3z" fill="currentColor" />
          <path d="m4.6 11.6 6.8-8" className="cut" strokeWidth="1.8" />
        </symbol>
        <symbol id="s-maint" viewBox="0 0 16 16">
          <rect x=".8" y=".8" width="14.4" height="14.4" rx="3.2" fill="currentColor" />
          <path
            d="M11.9 5.3 10.3 6.9 9.1 5.7l1.6-1.6a3 3 0 0 0-3.9 3.9l-3 3a1.15 1.15 0 0 0 1.65 1.65l3-3a3 3 0 0 0 3.45-4.35z"
            fill="var(--knock)"
          />
        </symbol>
        <symbol id="s-nodata" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6.5" className="line" strokeWidth="1.5" strokeDasharray="2.5 1.58" />
          <path d="M6.2 6.5a1.85 1.85 0 1 1 2.7 1.6c-.6.3-.9.7-.9 1.3" className="line" strokeWidth="1.4" />
          <circle cx="8" cy="11.4" r=".9" fill="currentColor" />
        </symbol>
        <symbol id="i-pin" viewBox="0 0 16 16">
          <path d="M8 14.5S3.5 10 3.5 6.5a4.5 4.5 0 0 1 9 0C12.5 10 8 14.5 8 14.5z" />
          <circle cx="8" cy="6.5" r="1.5" />
        </symbol>
        <symbol id="i-contrast" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="5.5" />
          <path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor" stroke="none" />
        </symbol>
        <symbol id="i-pause" viewBox="0 0 16 16">
          <path d="M5.5 3.5v9m5-9v9" />
        </symbol>
        <symbol id="i-play" viewBox="0 0 16 16">
          <path d="M5 3.2v9.6L12.6 8z" />
        </symbol>
      </defs>
    </svg>
  );
}
