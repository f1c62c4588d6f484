package dev.sotto.media.sdp;

/** Whether sound is encrypted. */
public enum ProtectionPolicy {
    /** Encrypted offers are refused. */
    OFF,
    /** Encrypted offers are answered encrypted, plain ones plain; we offer plain. */
    OPTIONAL,
    /** Plain offers are refused; we offer encrypted. */
    REQUIRED
}
