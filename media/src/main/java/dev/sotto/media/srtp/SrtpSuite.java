package dev.sotto.media.srtp;

import java.util.Optional;

/** The protection profiles we speak; named as in RFC 4568 and RFC 7714, numbered as in RFC 5764 section 4.1.2. */
public enum SrtpSuite {
    AES_CM_128_HMAC_SHA1_80(0x0001, 14, 10),
    AES_CM_128_HMAC_SHA1_32(0x0002, 14, 4),
    AEAD_AES_128_GCM(0x0007, 12, 16);

    /** Bytes of every suite's master key. */
    public static final int KEY_BYTES = 16;

    private final int profile;
    private final int saltBytes;
    private final int tagBytes;

    SrtpSuite(int profile, int saltBytes, int tagBytes) {
        this.profile = profile;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** The one of that name; upper case, as it stands on a crypto line. */
    public static Optional<SrtpSuite> named(String name) {
        for (SrtpSuite suite : values()) {
            if (suite.name().equals(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    /** The one of that number in {@code use_srtp}. */
    public static Optional<SrtpSuite> ofProfile(int profile) {
        for (SrtpSuite suite : values()) {
            if (suite.profile == profile) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    public int profile() {
        return profile;
    }

    public int saltBytes() {
        return saltBytes;
    }

    /** Bytes that a protected RTP packet is longer. */
    int tagBytes() {
        return tagBytes;
    }

    boolean isAead() {
        return this == AEAD_AES_128_GCM;
    }
}
