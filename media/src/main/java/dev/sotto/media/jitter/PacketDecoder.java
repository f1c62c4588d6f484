package dev.sotto.media.jitter;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.ComfortNoise;
import dev.sotto.media.codec.PayloadMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the payload numbers of a call mean and turns payloads into samples: sound by its format's decoder, comfort noise by
 * making it, until sound comes again. A sender may change among the agreed formats with any packet. Decoders are opened when
 * they are first needed. Call context only.
 */
public final class PacketDecoder {
    /** What a payload number stands for. */
    public enum Kind {
        UNKNOWN,
        SOUND,
        KEYS,
        NOISE
    }

    private static final int NUMBERS = 128;

    private final Kind[] kinds = new Kind[NUMBERS];
    private final @Nullable AudioFormat[] formats = new AudioFormat[NUMBERS];
    private final @Nullable AudioCodec[] decoders = new AudioCodec[AudioFormat.values().length];
    private final ComfortNoise noise = new ComfortNoise(0x5EED);
    private final Background background = new Background();
    private PayloadMap map = PayloadMap.of(AudioFormat.PCMU, 0, -1);
    private @Nullable AudioCodec last;
    private boolean noisy;

    public PacketDecoder() {
        adopt();
    }

    /**
     * Takes a new agreement. Numbers of earlier ones stay known, for what is still on its way, unless they mean something else
     * now.
     *
     * @return whether one does: what waits to be played can't be understood any more
     */
    public boolean use(PayloadMap agreed) {
        PayloadMap before = map;
        map = agreed.and(before);
        adopt();
        return before.sounds().entrySet().stream()
                .anyMatch(entry -> map.sounds().get(entry.getKey()) != entry.getValue());
    }

    private void adopt() {
        Arrays.fill(kinds, Kind.UNKNOWN);
        Arrays.fill(formats, null);
        map.noise().forEach(number -> kinds[number] = Kind.NOISE);
        map.keys().forEach(number -> kinds[number] = Kind.KEYS);
        map.sounds().forEach((number, format) -> {
            kinds[number] = Kind.SOUND;
            formats[number] = format;
        });
    }

    public Kind kind(int payloadType) {
        return kinds[payloadType];
    }

    /** Null when that number is no sound. */
    public @Nullable AudioFormat format(int payloadType) {
        return formats[payloadType];
    }

    /** Another source follows: its sound begins anew, its background is another. */
    public void reset() {
        Arrays.fill(decoders, null);
        last = null;
        noisy = false;
        background.reset();
    }

    /** Puts the samples of a packet that has come to {@code into}. Returns how many; 0 for what is no sound. */
    int decode(int payloadType, byte[] payload, int offset, int length, short[] into, int at) {
        AudioFormat format = formats[payloadType];
        if (format != null) {
            noisy = false;
            AudioCodec decoder = decoder(format);
            last = decoder;
            return decoder.decode(payload, offset, length, into, at);
        }
        if (kinds[payloadType] != Kind.NOISE) {
            return 0;
        }
        noise.describe(payload, offset, length);
        if (!noisy) {
            noise.jump();
            noisy = true;
        }
        noise.fill(into, at, at + FrameReader.FRAME_SAMPLES);
        return FrameReader.FRAME_SAMPLES;
    }

    private AudioCodec decoder(AudioFormat format) {
        AudioCodec open = decoders[format.ordinal()];
        if (open == null) {
            open = format.open();
            decoders[format.ordinal()] = open;
        }
        return open;
    }

    /**
     * Puts something in the place of a packet that is lost or late, if the format or the sender has told what: the packet after it,
     * comfort noise, or the decoder's own idea. Returns how many samples; 0 when that is left to others.
     *
     * @param next the buffer, when it holds the packet after the missing one
     */
    int withoutPacket(@Nullable JitterBuffer next, short[] into, int at, int samples) {
        if (noisy) {
            noise.fill(into, at, at + samples);
            return samples;
        }
        AudioCodec decoder = last;
        if (decoder == null) {
            return 0;
        }
        int made = 0;
        if (next != null && decoders[ordinal(next.peekType())] == decoder) {
            made = decoder.recover(next.bytes(), next.peekOffset(), next.peekLength(), into, at, samples);
        }
        return made > 0 ? made : decoder.conceal(into, at, samples);
    }

    private int ordinal(int payloadType) {
        AudioFormat format = formats[payloadType];
        return format == null ? 0 : format.ordinal();
    }

    /** Takes what was given out, {@code frame} up to {@code to}. */
    void heard(short[] frame, int from, int to) {
        if (!noisy) {
            background.heard(frame, from, to);
        }
    }

    /** Whether comfort noise is on. */
    boolean noisy() {
        return noisy;
    }

    /** Fills {@code frame} up to {@code to}, which is silent because nothing comes, with the other side's own background. */
    void quiet(short[] frame, int from, int to) {
        if (background.describe(noise)) {
            noise.fill(frame, from, to);
        }
    }
}
