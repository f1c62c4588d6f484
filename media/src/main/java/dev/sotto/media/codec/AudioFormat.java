package dev.sotto.media.codec;

import java.util.function.Function;

/** The sound formats we speak, with their names, clocks and numbers in SDP. All of them carry 8 kHz mono sound here. */
public enum AudioFormat {
    PCMU("PCMU", 8000, 1, 0, 8, fmtp -> MuLaw.CODEC),
    PCMA("PCMA", 8000, 1, 8, 8, fmtp -> ALaw.CODEC),
    /** Sampled at 16 kHz, but with the clock of an old mistake (RFC 3551 section 4.5.2). */
    G722("G722", 8000, 1, 9, 8, fmtp -> new G722()),
    /** Always written with two channels and 48 kHz, whatever is sent (RFC 7587 section 7). */
    OPUS("opus", 48_000, 2, 96, 11, fmtp -> new Opus(OpusParameters.of(fmtp))),
    L16("L16", 8000, 1, 97, 16, fmtp -> LinearPcm.NARROW),
    L16_WIDE("L16", 16_000, 1, 98, 32, fmtp -> new WideLinearPcm());

    /** Of the samples at every border of this module; the clock of the timestamps may be another, see {@link #clockRate}. */
    public static final int SAMPLE_RATE = 8000;

    private static final int FIRST_DYNAMIC = 96;
    private static final int LONGEST_MILLIS = 120;

    private final String encodingName;
    private final int clockRate;
    private final int channels;
    private final int payloadType;
    private final int bytesPerMilli;
    private final Function<String, AudioCodec> codecs;

    AudioFormat(
            String encodingName,
            int clockRate,
            int channels,
            int payloadType,
            int bytesPerMilli,
            Function<String, AudioCodec> codecs) {
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

    /** What we write as {@code fmtp}, empty for nothing: what is sent to us beyond 4 kHz would be thrown away. */
    public String parameters() {
        return this == OPUS ? "maxplaybackrate=8000;sprop-maxcapturerate=8000;useinbandfec=1" : "";
    }

    /** The longest frame, in ms, that can be sent where {@code millis} are wanted: whole tens from 10 to 60. */
    public int packetMillis(int millis) {
        int tens = Math.max(10, Math.min(60, millis / 10 * 10));
        // a frame of Opus has 10, 20, 40 or 60 ms
        return this == OPUS && (tens == 30 || tens == 50) ? tens - 10 : tens;
    }

    /** As {@link #open(String)}, where the other side has said nothing. */
    public AudioCodec open() {
        return open("");
    }

    /**
     * A codec with the state of one direction of one call; those without state are shared.
     *
     * @param fmtp the other side's parameters, for an encoder; only Opus minds them
     */
    public AudioCodec open(String fmtp) {
        return codecs.apply(fmtp);
    }
}
