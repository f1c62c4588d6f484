package dev.sotto.media.sdp;

import dev.sotto.media.srtp.SrtpKeys;
import org.jspecify.annotations.Nullable;

/**
 * How a call's packets are protected and found, as both sides have agreed.
 *
 * @param ice null: no connectivity checks, packets go where the description says
 */
public record Protection(Keys keys, @Nullable IceLink ice) {
    /** Nothing is protected and nothing checked. */
    public static final Protection NONE = new Protection(new Plain(), null);

    /** Where the keys come from. */
    public sealed interface Keys permits Plain, Sdes, Dtls {}

    /** No keys: plain RTP. */
    public record Plain() implements Keys {}

    /** They stood in the descriptions (RFC 4568). */
    public record Sdes(SrtpKeys sending, SrtpKeys receiving) implements Keys {}

    /**
     * They come out of a handshake on the sound's own port (RFC 5763).
     *
     * @param remote whose certificate ends it well
     * @param active we begin it
     */
    public record Dtls(Fingerprint remote, boolean active) implements Keys {}

    /** Names and the password of the connectivity checks (RFC 8445): we answer them, and do none ourselves. */
    public record IceLink(String localFragment, String localPassword, String remoteFragment) {
        @Override
        public String toString() {
            return "IceLink[" + localFragment + ":" + remoteFragment + "]";
        }
    }

    public boolean isPlain() {
        return keys instanceof Plain;
    }

    /** For logs and figures: {@code plain}, {@code sdes} or {@code dtls}. */
    public String name() {
        return keys instanceof Sdes ? "sdes" : keys instanceof Dtls ? "dtls" : "plain";
    }
}
