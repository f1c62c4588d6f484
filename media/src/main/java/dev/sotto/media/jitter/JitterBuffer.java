package dev.sotto.media.jitter;

import dev.sotto.media.rtp.SequenceNumbers;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Packets in the order of their numbers, taken out by a steady clock. It holds as few as it can: the delay grows when the
 * buffer runs dry or a packet comes after its turn. When for {@link #SURPLUS_TAKES} takes there were always too many, half of
 * those are a {@link #takeSurplus surplus} that the reader may play faster. More than the limit is never kept: the oldest goes.
 */
public final class JitterBuffer {
    /** What was stored, and what {@link #take} found. */
    public enum Taken {
        PAYLOAD,
        /** A packet that only keeps its place: a keypad event. */
        HOLLOW,
        /** Its followers are here, it isn't. */
        MISSING,
        /** Nothing here; whether the next one is lost or late is open. */
        NOTHING
    }

    static final int SURPLUS_TAKES = 200;

    private static final int SLOTS = 64;
    private static final int USUAL_PAYLOAD_BYTES = 256;
    private static final int MAX_PAYLOAD_BYTES = 2048;
    private static final int DRY_TAKES = 10;
    private static final int EMPTY = -1;

    private final int limit;
    private final int[] sequences = new int[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private final byte[] types = new byte[SLOTS];

    /** Grows once, in a call with packets of many bytes. */
    private byte[] payloads = new byte[SLOTS * USUAL_PAYLOAD_BYTES];

    private int slotBytes = USUAL_PAYLOAD_BYTES;

    private boolean begun;
    private boolean playing;
    private int next;
    private int count;
    private int taken;

    private boolean waitOnce;
    private int dryTakes;
    private int takesInWindow;
    private int leastLeft;
    private int surplus;

    private long late;
    private long dropped;
    private long oversized;

    public JitterBuffer(int limit) {
        if (limit < 2 || limit > SLOTS / 2) {
            throw new IllegalArgumentException("limit must be 2 to " + SLOTS / 2 + ": " + limit);
        }
        this.limit = limit;
        reset();
    }

    /** Stores a packet's payload and its number; {@code length} 0 keeps its place only. Returns false when it is not kept. */
    public boolean put(int sequence, int payloadType, ByteBuf buffer, int offset, int length) {
        if (length > MAX_PAYLOAD_BYTES) {
            oversized++;
            return false;
        }
        if (!begun) {
            begun = true;
            next = sequence;
        }
        int ahead = SequenceNumbers.ahead(sequence, next);
        if (ahead < 0 && !makeRoomBefore(sequence, ahead)) {
            late++;
            waitOnce = count < limit;
            return false;
        }
        if (ahead >= SLOTS) {
            dropped += count;
            clear();
            next = sequence;
        }
        int slot = sequence % SLOTS;
        if (sequences[slot] == sequence) {
            return false;
        }
        sequences[slot] = sequence;
        lengths[slot] = length;
        types[slot] = (byte) payloadType;
        if (length > slotBytes) {
            widen(length);
        }
        buffer.getBytes(offset, payloads, slot * slotBytes, length);
        count++;
        while (count > limit) {
            dropOldest();
        }
        return true;
    }

    private void widen(int length) {
        int wider = Math.min(MAX_PAYLOAD_BYTES, Integer.highestOneBit(length - 1) * 2);
        byte[] moved = new byte[SLOTS * wider];
        for (int slot = 0; slot < SLOTS; slot++) {
            System.arraycopy(payloads, slot * slotBytes, moved, slot * wider, slotBytes);
        }
        payloads = moved;
        slotBytes = wider;
    }

    /** Before the first take an earlier packet may still come first. */
    private boolean makeRoomBefore(int sequence, int ahead) {
        if (playing || -ahead >= limit) {
            return false;
        }
        next = sequence;
        return true;
    }

    private void dropOldest() {
        while (sequences[next % SLOTS] != next) {
            next = SequenceNumbers.plus(next, 1);
        }
        release(next % SLOTS);
        next = SequenceNumbers.plus(next, 1);
        dropped++;
    }

    private void release(int slot) {
        sequences[slot] = EMPTY;
        count--;
    }

    /** Takes the next packet; after PAYLOAD it is at {@link #offset} in {@link #bytes}. */
    public Taken take() {
        if (count == 0) {
            return dry();
        }
        dryTakes = 0;
        if (waitOnce && playing) {
            waitOnce = false;
            return Taken.NOTHING;
        }
        playing = true;
        watchSurplus();
        int slot = next % SLOTS;
        boolean here = sequences[slot] == next;
        next = SequenceNumbers.plus(next, 1);
        if (!here) {
            return Taken.MISSING;
        }
        taken = slot;
        release(slot);
        return lengths[slot] == 0 ? Taken.HOLLOW : Taken.PAYLOAD;
    }

    private Taken dry() {
        leastLeft = 0;
        if (playing && ++dryTakes >= DRY_TAKES) {
            playing = false;
        }
        return Taken.NOTHING;
    }

    private void watchSurplus() {
        leastLeft = Math.min(leastLeft, count - 1);
        if (++takesInWindow >= SURPLUS_TAKES) {
            surplus = (leastLeft + 1) / 2;
            takesInWindow = 0;
            leastLeft = Integer.MAX_VALUE;
        }
    }

    /** Packets that have not been needed for a while and only make the sound late; told once. */
    public int takeSurplus() {
        int packets = surplus;
        surplus = 0;
        return packets;
    }

    /** Whether the next {@link #take} brings a packet with sound. */
    public boolean ready() {
        int slot = next % SLOTS;
        return playing && !waitOnce && sequences[slot] == next && lengths[slot] > 0;
    }

    /** Forgets everything: another source follows. Counters go on. */
    public void reset() {
        begun = false;
        playing = false;
        waitOnce = false;
        takesInWindow = 0;
        surplus = 0;
        leastLeft = Integer.MAX_VALUE;
        clear();
    }

    private void clear() {
        Arrays.fill(sequences, EMPTY);
        count = 0;
    }

    public byte[] bytes() {
        return payloads;
    }

    /** Where the payload that was taken last begins in {@link #bytes}; valid until the next {@link #put}. */
    public int offset() {
        return taken * slotBytes;
    }

    public int length() {
        return lengths[taken];
    }

    /** Payload number of what was taken last. */
    public int type() {
        return types[taken];
    }

    /** Whether the packet that is to be taken next is here and carries something; then the {@code peek} methods tell of it. */
    boolean nextIsHere() {
        int slot = next % SLOTS;
        return sequences[slot] == next && lengths[slot] > 0;
    }

    int peekType() {
        return types[next % SLOTS];
    }

    int peekOffset() {
        return next % SLOTS * slotBytes;
    }

    int peekLength() {
        return lengths[next % SLOTS];
    }

    public int depth() {
        return count;
    }

    /** Packets that came after their turn. */
    public long late() {
        return late;
    }

    /** Packets thrown away unplayed because too many were waiting. */
    public long dropped() {
        return dropped;
    }

    public long oversized() {
        return oversized;
    }
}
