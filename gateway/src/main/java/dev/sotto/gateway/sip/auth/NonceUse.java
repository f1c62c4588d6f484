package dev.sotto.gateway.sip.auth;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which counts of which nonce have been used. Only nonces that came with a right password are kept, so nobody else can fill
 * the table; when it is full the one unused longest goes, and with it every nonce that is as old and not in here. One loop.
 */
final class NonceUse {
    private static final int WINDOW = 64;

    private final int most;
    private final Map<String, Used> byNonce = new LinkedHashMap<>(16, 0.75f, true);
    private long floorMillis = Long.MIN_VALUE;

    /** The highest count so far, and a bit for each of the 64 up to it. */
    private static final class Used {
        final long madeAtMillis;
        long highest;
        long seen;

        Used(long madeAtMillis) {
            this.madeAtMillis = madeAtMillis;
        }
    }

    NonceUse(int most) {
        this.most = most;
    }

    /** Whether it may still be used at all: what had to be forgotten may not. */
    boolean isUsable(String nonce, long madeAtMillis) {
        return madeAtMillis > floorMillis || byNonce.containsKey(nonce);
    }

    /** Takes one use; false for one that was there before. Requests overtake each other, so counts may, by up to 63. */
    boolean use(String nonce, long madeAtMillis, long count) {
        Used used = byNonce.get(nonce);
        if (used == null) {
            used = new Used(madeAtMillis);
            byNonce.put(nonce, used);
            makeRoom();
        }
        if (count > used.highest) {
            long step = count - used.highest;
            used.seen = step >= WINDOW ? 1 : used.seen << step | 1;
            used.highest = count;
            return true;
        }
        long behind = used.highest - count;
        boolean fresh = count > 0 && behind < WINDOW && (used.seen >>> behind & 1) == 0;
        if (fresh) {
            used.seen |= 1L << behind;
        }
        return fresh;
    }

    int size() {
        return byNonce.size();
    }

    /** Nonces from before then are refused by their age already. */
    void forgetBefore(long millis) {
        byNonce.values().removeIf(used -> used.madeAtMillis < millis);
    }

    private void makeRoom() {
        if (byNonce.size() > most) {
            Iterator<Used> eldest = byNonce.values().iterator();
            floorMillis = Math.max(floorMillis, eldest.next().madeAtMillis);
            eldest.remove();
        }
    }
}
