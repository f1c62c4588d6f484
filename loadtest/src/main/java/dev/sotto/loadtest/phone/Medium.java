package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.sdp.FormatPreference;
import dev.sotto.media.sdp.LocalMedia;
import dev.sotto.media.sdp.LocalSecurity;
import dev.sotto.media.sdp.OfferAnswer;
import dev.sotto.media.sdp.ProtectionPolicy;
import java.security.SecureRandom;

/** What a caller's telephone speaks. It offers exactly this, so that a server which can't take it refuses the call. */
public enum Medium {
    PCMU(AudioFormat.PCMU, ProtectionPolicy.OFF),
    PCMA(AudioFormat.PCMA, ProtectionPolicy.OFF),
    G722(AudioFormat.G722, ProtectionPolicy.OFF),
    OPUS(AudioFormat.OPUS, ProtectionPolicy.OFF),
    /** G.711 mu-law, encrypted, with the keys in the description (RFC 4568): {@code RTP/SAVP} only. */
    SRTP(AudioFormat.PCMU, ProtectionPolicy.REQUIRED);

    private static final SecureRandom KEYS = new SecureRandom();

    private final AudioFormat format;
    private final ProtectionPolicy policy;

    Medium(AudioFormat format, ProtectionPolicy policy) {
        this.format = format;
        this.policy = policy;
    }

    AudioFormat format() {
        return format;
    }

    /** A new call's side of offer and answer. */
    Description describe(String address, int port, long session) {
        LocalMedia local = new LocalMedia(address, port, session, FormatPreference.parse(format.name()));
        LocalSecurity security = new LocalSecurity(policy, null, KEYS);
        return new Description(new OfferAnswer(local, security), security);
    }

    /**
     * What a call says of its sound.
     *
     * @param security where the keys are once an answer was accepted
     */
    record Description(OfferAnswer sdp, LocalSecurity security) {}
}
