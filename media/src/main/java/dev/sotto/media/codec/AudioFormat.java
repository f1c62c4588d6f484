package dev.sotto.media.codec;

/** The sound formats we speak, with their names in SDP. The order is our preference when we offer. */
public enum AudioFormat {
    PCMU(0) {
        @Override
        public AudioCodec open() {
            return MuLaw.CODEC;
        }
    },
    PCMA(8) {
        @Override
        public AudioCodec open() {
            return ALaw.CODEC;
        }
    };

    /** Clock of the RTP timestamps of both, and of the samples at every border of this module. */
    public static final int CLOCK_RATE = 8000;

    private final int staticPayloadType;

    AudioFormat(int staticPayloadType) {
        this.staticPayloadType = staticPayloadType;
    }

    /** The number that needs no {@code rtpmap} (RFC 3551 table 4). */
    public int staticPayloadType() {
        return staticPayloadType;
    }

    public abstract AudioCodec open();
}
