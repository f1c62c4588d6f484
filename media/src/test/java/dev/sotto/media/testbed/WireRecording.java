package dev.sotto.media.testbed;

import dev.sotto.media.turn.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * A caller's own recording of what came, measured with an ear of its own: sound is two packets in a row that can be heard, and
 * silence between sounds is counted in packets by their timestamps.
 */
public final class WireRecording {
    private static final long PAUSE_MILLIS = 250;

    private final List<Long> silences = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private final List<Long> onsets = new ArrayList<>();
    private long firstTimestamp = -1;
    private long soundEndMillis = -1;
    private long candidateMillis = -1;
    private long candidateNanos;
    private boolean talking;

    /** Takes all packets that wait. */
    public void take(RawPeer peer) throws InterruptedException {
        for (int waiting = peer.waiting(); waiting > 0; waiting--) {
            take(peer.awaitPacket());
        }
    }

    public void take(RawPeer.Packet packet) {
        if (packet.samples().length == 0) {
            return;
        }
        firstTimestamp = firstTimestamp < 0 ? packet.timestamp() : firstTimestamp;
        long millis = ((packet.timestamp() - firstTimestamp) & 0xFFFF_FFFFL) / 8;
        boolean audible = Level.of(packet.samples(), 0, packet.samples().length) > Level.AUDIBLE_DB;
        if (!audible) {
            candidateMillis = -1;
            talking = false;
        } else if (!talking && candidateMillis < 0) {
            candidateMillis = millis;
            candidateNanos = packet.nanos();
        } else {
            sound(millis);
        }
    }

    private void sound(long millis) {
        if (!talking) {
            talking = true;
            long pause = candidateMillis - soundEndMillis;
            if (soundEndMillis >= 0 && pause >= PAUSE_MILLIS) {
                silences.add(pause);
            } else if (soundEndMillis >= 0) {
                pauses.add(pause);
            }
            if (soundEndMillis < 0 || pause >= PAUSE_MILLIS) {
                onsets.add(candidateNanos);
            }
        }
        soundEndMillis = millis + 20;
    }

    /** Between two sounds, in milliseconds. */
    public List<Long> silences() {
        return silences;
    }

    /** Gaps that are shorter than a silence. */
    public List<Long> pauses() {
        return pauses;
    }

    /** When the packet came with which the last talk spurt began. */
    public long lastOnsetNanos() {
        return onsets.get(onsets.size() - 1);
    }
}
