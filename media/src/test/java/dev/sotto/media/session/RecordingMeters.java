package dev.sotto.media.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps every measurement. */
final class RecordingMeters implements MediaMeters {
    private final Map<String, List<Long>> nanos = new ConcurrentHashMap<>();
    private final Map<Drop, Integer> drops = Collections.synchronizedMap(new EnumMap<>(Drop.class));

    private void add(String name, long value) {
        nanos.computeIfAbsent(name, key -> Collections.synchronizedList(new ArrayList<>()))
                .add(value);
    }

    List<Long> of(String name) {
        return List.copyOf(nanos.getOrDefault(name, List.of()));
    }

    int drops(Drop reason) {
        return drops.getOrDefault(reason, 0);
    }

    /** Median, 99th percentile and greatest of each, in microseconds. */
    String summary() {
        StringBuilder text = new StringBuilder();
        nanos.forEach((name, values) -> {
            List<Long> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            text.append(name).append(" n=").append(sorted.size());
            text.append(" p50=").append(sorted.get(sorted.size() / 2) / 1000);
            text.append(" p99=").append(sorted.get(sorted.size() * 99 / 100) / 1000);
            text.append(" max=").append(sorted.get(sorted.size() - 1) / 1000).append(" us; ");
        });
        return text + "drops " + drops;
    }

    @Override
    public void packetDropped(Drop reason) {
        drops.merge(reason, 1, Integer::sum);
    }

    @Override
    public void packetLate(long late) {
        add("packetLate", late);
    }

    @Override
    public void tickLate(long late) {
        add("tickLate", late);
    }

    @Override
    public void tickTook(long took) {
        add("tickTook", took);
    }

    @Override
    public void bargeInToSilence(long took) {
        add("bargeInToSilence", took);
    }

    @Override
    public void turnDecided(long took) {
        add("turnDecided", took);
    }

    @Override
    public void firstSound(long took) {
        add("firstSound", took);
    }

    @Override
    public void ownSilence(long lasted) {
        add("ownSilence", lasted);
    }
}
