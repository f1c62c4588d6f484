package dev.sotto.media.codec;

import java.util.function.Supplier;

/** The sound formats we speak, with their names, clocks and numbers in SDP. All of them carry 8 kHz mono sound here. */
public enum AudioFormat {
    PCMU("PCMU", 8000, 1, 0, 8, () -> MuLaw.CODEC),
    PCMA("PCMA", 8000, 1, 8, 8, () -> ALaw.CODEC),
    /** Sampled at 16 kHz, but with the clock of an old mistake (RFC 3551 section 4.5.2). */
    G722("G722", 8000, 1, 9, 8, G722::new),
    /** Always written with two channels and 48 kHz, whatever is sent (RFC 7587 section 7). */
    OPUS("opus", 48_000, 2, 96, 11, Opus::new),
    L16("L16", 8000, 1, 97, 16, () -> LinearPcm.NARROW),
    L16_WIDE("L16", 16_000, 1, 98, 32, WideLinearPcm::new);

    /** Of the samples at every border of this module; the clock of the timestamps may be another, see {@link #clockRate}. */
    public static final int SAMPLE_RATE = 8000;

    private static final int FIRST_DYNAMIC = 96;
    private static final int LONGEST_MILLIS = 120;

    private final String encodingName;
    private final int clockRate;
    private final int channels;
    private final int payloadType;
    private final int bytesPerMilli;
    private final Supplier<AudioCodec> codecs;

    AudioFormat(
            String encodingName,
            int clockRate,
            int channels,
            int payloadType,
            int bytesPerMilli,
            Supplier<AudioCodec> codecs) {
        this.encodingName = encodingName;
        this.clockRate = clockRate;
        this.channels = channels;
        this.payloadType = payloadType;
        this.bytesPerMilli = bytesPerMilli;
        this.codecs = codecs;
    }

    /** As it is written in {@code rtpmap}; readers must not mind its case. */
    public String encodingName() {
        return encodingName;
    }

    /** Units per second of its RTP timestamps. */
    public int clockRate() {
        return clockRate;
    }

    /** As it is written in {@code rtpmap}; 1 is left out there. */
    public int channels() {
        return channels;
    }

    /** The number that needs no {@code rtpmap} (RFC 3551 table 4); -1 when it has none. */
    public int staticPayloadType() {
        return payloadType < FIRST_DYNAMIC ? payloadType : -1;
    }

    /** The number under which we offer it. */
    public int offeredPayloadType() {
        return payloadType;
    }

    /** A longer payload is no packet of this format. */
    public int maxPayloadBytes() {
        return bytesPerMilli * LONGEST_MILLIS;
    }

    /** How much timestamps grow while {@code samples} samples pass. */
    public long clockUnits(long samples) {
        return samples * clockRate / SAMPLE_RATE;
    }

    /** Whether {@code rtpmap} values, the encoding in any case, name this format. */
    public boolean isNamed(String encoding, int clock, int channelCount) {
        return encodingName.equalsIgnoreCase(encoding) && clockRate == clock && channels == channelCount;
    }

    /** A codec with the state of one direction of one call; those without state are shared. */
    public AudioCodec open() {
        return codecs.get();
    }
}
