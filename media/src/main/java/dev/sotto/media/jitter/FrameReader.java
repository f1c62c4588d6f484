package dev.sotto.media.jitter;

/**
 * Takes packets of any length out of a {@link JitterBuffer} and gives frames of 20 ms. Holes are filled by the format's own means or the {@link LossConcealer};
 * what is too late, after a burst or as the sender's clock is faster than ours, is caught up with by taking single pitch periods out
 * of the sound. A sender whose clock is slower runs the buffer dry for a frame, which is filled like a hole. Call context only.
 */
public final class FrameReader {
    public static final int FRAME_SAMPLES = 160;

    /** What a frame is made of. */
    public enum Frame {
        SOUND,
        /** At least partly made up by the concealer. */
        CONCEALED,
        SILENCE
    }

    private static final int ROOM = 8 * FRAME_SAMPLES;
    /** Between two cuts; closer ones would make speech hurried. */
    private static final int FRAMES_BETWEEN_CUTS = 3;
    /** After so long without a good place any is taken: half a second. */
    private static final int PATIENT_FRAMES = 25;

    private final JitterBuffer buffer;
    private final PacketDecoder decoder;
    private final LossConcealer concealer = new LossConcealer();
    private final short[] decoded = new short[ROOM];
    private int held;
    private int packetSamples = FRAME_SAMPLES;
    /** Samples of a lost packet that are still to be made up. */
    private int lost;
    /** Samples that the sound is too late by. */
    private int late;

    private int framesSinceCut;
    /** What is held was made up by the decoder, not received. */
    private boolean guessed;

    public FrameReader(JitterBuffer buffer, PacketDecoder decoder) {
        this.buffer = buffer;
        this.decoder = decoder;
    }

    /** Fills {@code frame}, {@value #FRAME_SAMPLES} samples, once every 20 ms. */
    public Frame read(short[] frame) {
        late += buffer.takeSurplus() * packetSamples;
        if (late > 0) {
            catchUp();
        }
        boolean sound = false;
        boolean madeUp = false;
        int filled = 0;
        while (filled < FRAME_SAMPLES) {
            if (held == 0 && lost == 0) {
                lost = next(FRAME_SAMPLES - filled);
            }
            int piece = Math.min(held > 0 ? held : lost, FRAME_SAMPLES - filled);
            if (held > 0) {
                give(frame, filled, piece);
                sound |= !decoder.noisy();
                madeUp |= guessed;
            } else {
                sound |= makeUp(frame, filled, filled + piece);
                lost -= piece;
                madeUp = true;
            }
            filled += piece;
        }
        if (!sound) {
            return Frame.SILENCE;
        }
        return madeUp ? Frame.CONCEALED : Frame.SOUND;
    }

    /** Returns false when that is silence: then it has the other side's background, if that is known. */
    private boolean makeUp(short[] frame, int from, int to) {
        boolean sound = concealer.fill(frame, from, to);
        if (!sound) {
            decoder.quiet(frame, from, to);
        }
        return sound;
    }

    /** Decodes the next packet, or says how many samples are to be made up in its place. */
    private int next(int rest) {
        return switch (buffer.take()) {
            case PAYLOAD -> {
                decode();
                yield held > 0 ? 0 : rest;
            }
            case MISSING -> without(packetSamples, buffer.nextIsHere());
            case NOTHING -> without(rest, false);
            case HOLLOW -> rest;
        };
    }

    /** Asks the decoder first what is to be heard where no packet is. */
    private int without(int samples, boolean nextIsHere) {
        held = decoder.withoutPacket(nextIsHere ? buffer : null, decoded, 0, samples);
        guessed = held > 0;
        return held > 0 ? 0 : samples;
    }

    private void decode() {
        int samples = decoder.decode(buffer.type(), buffer.bytes(), buffer.offset(), buffer.length(), decoded, held);
        packetSamples = samples > 0 && !decoder.noisy() ? samples : packetSamples;
        held += samples;
        guessed = false;
    }

    private void give(short[] frame, int at, int count) {
        System.arraycopy(decoded, 0, frame, at, count);
        held -= count;
        System.arraycopy(decoded, count, decoded, 0, held);
        concealer.heard(frame, at, at + count);
        decoder.heard(frame, at, at + count);
    }

    /** Takes a pitch period out now and then until nothing is late. */
    private void catchUp() {
        framesSinceCut++;
        if (late < PitchSearch.SHORTEST) {
            late = 0;
            framesSinceCut = 0;
        } else if (framesSinceCut >= FRAMES_BETWEEN_CUTS) {
            while (held < 2 * FRAME_SAMPLES && buffer.ready()) {
                buffer.take();
                decode();
            }
            if (held >= 2 * FRAME_SAMPLES) {
                int left = TimeScale.shorter(decoded, held, framesSinceCut >= PATIENT_FRAMES);
                framesSinceCut = left < held ? 0 : framesSinceCut;
                late -= held - left;
                held = left;
            }
        }
    }

    /** Forgets what is held: another source follows. */
    public void reset() {
        held = 0;
        lost = 0;
        late = 0;
        concealer.reset();
        decoder.reset();
        buffer.reset();
    }
}
