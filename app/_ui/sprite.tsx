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
        <symbol id="i-copy" viewBox="0 0 16 16">
          <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
          <path d="M10.5 3.5v-.5a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h.5" />
        </symbol>
        <symbol id="i-link" viewBox="0 0 16 16">
          <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.4-2.4a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />
        </symbol>
        <symbol id="i-download" viewBox="0 0 16 16">
          <path d="M8 2.5v7.6M4.8 7.2 8 10.4l3.2-3.2M2.8 13.2h10.4" />
        </symbol>
        <symbol id="i-left" viewBox="0 0 16 16">
          <path d="M10 3.5 5.5 8l4.5 4.5" />
        </symbol>
        <symbol id="i-right" viewBox="0 0 16 16">
          <path d="M6 3.5 10.5 8 6 12.5" />
        </symbol>
        <symbol id="i-down" viewBox="0 0 16 16">
          <path d="M3.5 6 8 10.5 12.5 6" />
        </symbol>
        <symbol id="i-search" viewBox="0 0 16 16">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.4 10.4 3.4 3.4" />
        </symbol>
        <symbol id="i-check" viewBox="0 0 16 16">
          <path d="m3 8.6 3.3 3.3L13 4.6" />
        </symbol>
        <symbol id="i-cross" viewBox="0 0 16 16">
          <path d="m4 4 8 8m0-8-8 8" />
        </symbol>
        <symbol id="i-minus" viewBox="0 0 16 16">
          <path d="M3.5 8h9" />
        </symbol>
        <symbol id="i-menu" viewBox="0 0 16 16">
          <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />
        </symbol>
        <symbol id="i-gauge" viewBox="0 0 16 16">
          <path d="M2.8 12.2a6 6 0 1 1 10.4 0M8 9.5l2.8-3.6" />
        </symbol>
        <symbol id="i-system" viewBox="0 0 16 16">
          <rect x="2.5" y="3" width="11" height="4" rx="1" />
          <rect x="2.5" y="9" width="11" height="4" rx="1" />
          <path d="M5 5h.01M5 11h.01" />
        </symbol>
        <symbol id="i-book" viewBox="0 0 16 16">
          <path d="M3 2.8h4a1.6 1.6 0 0 1 1 .4 1.6 1.6 0 0 1 1-.4h4v10H9a1 1 0 0 0-1 .6 1 1 0 0 0-1-.6H3zM8 3.2v10" />
        </symbol>
        <symbol id="i-clock" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="5.7" />
          <path d="M8 4.8V8l2.2 1.6" />
        </symbol>
        <symbol id="i-shield" viewBox="0 0 16 16">
          <path d="M8 1.8 13 3.6v4c0 3-2.1 5.2-5 6.4-2.9-1.2-5-3.4-5-6.4v-4z" />
          <path d="m5.8 7.9 1.6 1.6 2.9-3.2" />
        </symbol>
        <symbol id="i-code" viewBox="0 0 16 16">
          <path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />
        </symbol>
      </defs>
    </svg>
  );
}
