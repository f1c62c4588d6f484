package dev.sotto.loadtest.chat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes of each class live, as {@code jcmd <pid> GC.class_histogram} prints it.
 *
 * @param bytes by class
 */
public record ClassHistogram(Map<String, Long> bytes) {
    /** {@code  12:    3456   78901  java.lang.String (java.base@17)}. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    public ClassHistogram {
        bytes = Map.copyOf(bytes);
    }

    static ClassHistogram parse(String page) {
        Map<String, Long> bytes = new HashMap<>();
        page.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                bytes.merge(matcher.group(3), Long.parseLong(matcher.group(2)), Long::sum);
            }
        });
        if (bytes.isEmpty()) {
            throw new IllegalArgumentException("no class histogram: " + page);
        }
        return new ClassHistogram(bytes);
    }

    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What has grown most, first. */
    List<Map.Entry<String, Long>> growth(ClassHistogram since, int most) {
        return bytes.entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(), entry.getValue() - since.bytes().getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .toList();
    }
}
