package dev.sotto.gateway.outbound;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The sound of a phone: sends PCMU every 20 ms, and listens for the first of ours. Test thread. */
final class SoundSource implements AutoCloseable {
    private final DatagramSocket socket;
    private int remotePort;
    private int sequence;
    private long silentSinceNanos;
    private long heardNanos;

    SoundSource() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(1);
    }

    int port() {
        return socket.getLocalPort();
    }

    void towards(String sdp) {
        remotePort = Integer.parseInt(sdp.replaceAll("(?s).*m=audio (\\d+) .*", "$1"));
    }

    /** Plays that, then silence for a while. */
    void play(short[] samples, int silenceMillis) throws IOException {
        silentSinceNanos = 0;
        heardNanos = 0;
        int frames = samples.length / 160;
        int all = frames + silenceMillis / 20;
        long due = System.nanoTime();
        for (int frame = 0; frame < all && heardNanos == 0; frame++) {
            send(
                    frame < frames
                            ? java.util.Arrays.copyOfRange(samples, frame * 160, frame * 160 + 160)
                            : new short[160]);
            if (frame == frames) {
                silentSinceNanos = System.nanoTime();
            }
            due += TimeUnit.MILLISECONDS.toNanos(20);
            listen(due, frame >= frames);
        }
    }

    /** From the end of what was played to our first sound; fails when there was none. */
    long millisUntilHeard() {
        if (heardNanos == 0) {
            throw new AssertionError("nothing of ours was heard");
        }
        return TimeUnit.NANOSECONDS.toMillis(heardNanos - silentSinceNanos);
    }

    private void listen(long untilNanos, boolean counts) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        while (System.nanoTime() < untilNanos) {
            try {
                socket.receive(packet);
                if (counts && heardNanos == 0 && loud(packet)) {
                    heardNanos = System.nanoTime();
                }
            } catch (SocketTimeoutException nothing) {
                LockSupport.parkNanos(Math.min(1_000_000, Math.max(0, untilNanos - System.nanoTime())));
            }
        }
    }

    /** PCMU codes near 0xff and 0x7f are silence. */
    private static boolean loud(DatagramPacket packet) {
        int loud = 0;
        for (int i = 12; i < packet.getLength(); i++) {
            loud += (packet.getData()[i] & 0x7f) < 0x50 ? 1 : 0;
        }
        return loud > 10;
    }

    private void send(short[] frame) throws IOException {
        byte[] bytes = new byte[12 + 160];
        sequence++;
        bytes[0] = (byte) 0x80;
        bytes[2] = (byte) (sequence >> 8);
        bytes[3] = (byte) sequence;
        int timestamp = sequence * 160;
        for (int i = 0; i < 4; i++) {
            bytes[4 + i] = (byte) (timestamp >> (24 - 8 * i));
        }
        bytes[11] = 7;
        for (int i = 0; i < 160; i++) {
            bytes[12 + i] = muLaw(frame[i]);
        }
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), remotePort));
    }

    /** G.711, written out: not the code under test. */
    private static byte muLaw(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(32_635, Math.abs(sample)) + 132;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = magnitude >> (exponent + 3) & 0x0f;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }

    static short[] voice(int millis) {
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            double seconds = i / 8_000.0;
            double syllable = 0.15 + 0.85 * Math.abs(Math.sin(2 * Math.PI * 2.5 * seconds + 0.6));
            double wave = Math.sin(2 * Math.PI * 140 * seconds) + 0.2 * Math.sin(4 * Math.PI * 140 * seconds);
            samples[i] = (short) (6_000 * syllable * wave / 1.2);
        }
        return samples;
    }

    static short[] silence(int millis) {
        return new short[millis * 8];
    }

    static short[] beep(int millis) {
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (5_000 * Math.sin(2 * Math.PI * 1_000 * i / 8_000));
        }
        return samples;
    }

    static short[] join(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public void close() {
        socket.close();
    }
}
