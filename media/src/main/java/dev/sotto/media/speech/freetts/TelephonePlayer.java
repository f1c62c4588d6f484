package dev.sotto.media.speech.freetts;

import com.sun.speech.freetts.audio.AudioPlayer;
import dev.sotto.media.speech.Synthesizer;
import javax.sound.sampled.AudioFormat;

/**
 * Where the voice's 16 kHz samples go: low-passed to 8 kHz, raised to telephone level, handed on in chunks. One thread
 * at a time, for one phrase.
 *
 * <p>The level is a fixed gain, measured once so that speech lies near -18 dBFS, and a soft knee above -6 dBFS instead of
 * clipping; a gain that followed the signal would pump.
 */
final class TelephonePlayer implements AudioPlayer {
    /** kevin16 speaks at about -21.5 dBFS within the telephone band. */
    static final float GAIN = 1.5f;

    private static final float KNEE = 16_384;
    private static final float ROOM = 32_000 - KNEE;

    private final Synthesizer.Sink sink;
    /** Louder than this, a sentence has begun; what came within 20 ms before is kept, as consonants begin softly. */
    private static final int ONSET = 200;

    private final Decimator decimator = new Decimator();
    private final short[] onset = new short[160];
    private boolean leading = true;
    private int skipped;
    private final short[] chunk = new short[800];
    private int count;
    private boolean refused;
    private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

    TelephonePlayer(Synthesizer.Sink sink) {
        this.sink = sink;
    }

    boolean refused() {
        return refused;
    }

    /** Hands on what the filter and the chunk still hold. */
    void finish() {
        leading = false;
        for (int i = 0; i < decimator.delay(); i++) {
            push(0);
        }
        flush();
    }

    /** A breath between sentences. */
    void pause(int samples) {
        leading = false;
        for (int i = 0; i < 2 * samples; i++) {
            push(0);
        }
        leading = true;
        skipped = 0;
    }

    @Override
    public boolean write(byte[] bytes, int offset, int size) {
        for (int i = offset; i + 1 < offset + size; i += 2) {
            push((short) (bytes[i] << 8 | bytes[i + 1] & 0xff));
        }
        return !refused;
    }

    private void push(float sample) {
        if (decimator.push(sample)) {
            short output = limited(decimator.output() * GAIN);
            if (!leading) {
                put(output);
            } else if (Math.abs(output) < ONSET) {
                onset[skipped++ % onset.length] = output;
            } else {
                begin(output);
            }
        }
    }

    /** The voice takes a fifth of a second of silence before each sentence; a caller hears it as our slowness. */
    private void begin(short output) {
        leading = false;
        for (int i = Math.max(0, skipped - onset.length); i < skipped; i++) {
            put(onset[i % onset.length]);
        }
        put(output);
    }

    private void put(short output) {
        chunk[count++] = output;
        if (count == chunk.length) {
            flush();
        }
    }

    private void flush() {
        if (count > 0 && !refused) {
            refused = !sink.accept(chunk, 0, count);
        }
        count = 0;
    }

    private static short limited(float sample) {
        float size = Math.abs(sample);
        if (size <= KNEE) {
            return (short) Math.round(sample);
        }
        float over = (size - KNEE) / ROOM;
        return (short) Math.round(Math.signum(sample) * (KNEE + ROOM * over / (1 + over)));
    }

    @Override
    public boolean write(byte[] bytes) {
        return write(bytes, 0, bytes.length);
    }

    @Override
    public void setAudioFormat(AudioFormat format) {
        this.format = format;
    }

    @Override
    public AudioFormat getAudioFormat() {
        return format;
    }

    @Override
    public float getVolume() {
        return 1;
    }

    @Override
    public boolean drain() {
        return !refused;
    }

    @Override
    public boolean end() {
        return !refused;
    }

    @Override
    public long getTime() {
        return -1;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void reset() {}

    @Override
    public void begin(int size) {}

    @Override
    public void cancel() {}

    @Override
    public void close() {}

    @Override
    public void setVolume(float volume) {}

    @Override
    public void resetTime() {}

    @Override
    public void startFirstSampleTimer() {}

    @Override
    public void showMetrics() {}
}
