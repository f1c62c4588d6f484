package dev.sotto.media.testbed;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import java.util.Random;

/**
 * A telephone with its loudspeaker on: what it hears comes back later, quieter, with the room's reverberation (a sparse direct
 * sound and a decaying tail, 120 ms) and once through G.711 each way.
 */
public final class Room {
    private static final int TAIL = 960;
    private static final int STEP = 8;

    private final double[] response = new double[TAIL];
    private final int delay;
    private final double gain;
    private final AudioCodec codec = AudioFormat.PCMU.open();

    public Room(int delayMillis, double lossDb, long seed) {
        delay = delayMillis * 8;
        Random random = new Random(seed);
        double energy = 1;
        response[0] = 1;
        for (int i = 8; i < TAIL; i += STEP) {
            response[i] = random.nextGaussian() * 0.15 * Math.exp(-i / 280.0);
            energy += response[i] * response[i];
        }
        gain = Math.pow(10, -lossDb / 20) / Math.sqrt(energy);
    }

    /** What comes back of {@code sent}, as long as that. */
    public short[] echo(short[] sent) {
        short[] played = coded(sent);
        short[] back = new short[sent.length];
        for (int i = delay; i < back.length; i++) {
            double sum = 0;
            for (int tap = 0; tap < TAIL && i - delay - tap >= 0; tap += STEP) {
                sum += response[tap] * played[i - delay - tap];
            }
            back[i] = (short) Math.max(-32768, Math.min(32767, gain * sum));
        }
        return coded(back);
    }

    private short[] coded(short[] samples) {
        byte[] bytes = new byte[samples.length];
        short[] decoded = new short[samples.length];
        codec.encode(samples, 0, samples.length, bytes, 0);
        codec.decode(bytes, 0, bytes.length, decoded, 0);
        return decoded;
    }
}
