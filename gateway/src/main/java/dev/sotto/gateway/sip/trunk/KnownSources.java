package dev.sotto.gateway.sip.trunk;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses from which a right password has come lately; so many, and then the one that was silent longest goes. One loop. */
final class KnownSources {
    private static final int MOST = 10_000;
    private static final long LIFE_MILLIS = 3_600_000;

    private final Map<InetAddress, Long> heardAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
            return size() > MOST;
        }
    };

    void add(InetAddress address, long nowMillis) {
        heardAt.put(address, nowMillis);
    }

    /** Something came from there; whoever goes on sending stays known. */
    boolean has(InetAddress address, long nowMillis) {
        Long at = heardAt.get(address);
        if (at == null) {
            return false;
        }
        if (nowMillis - at > LIFE_MILLIS) {
            heardAt.remove(address);
            return false;
        }
        heardAt.put(address, nowMillis);
        return true;
    }
}
