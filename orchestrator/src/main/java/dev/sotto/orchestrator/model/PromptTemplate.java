package dev.sotto.orchestrator.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The system message with its places. Filled in one pass, so what is filled in can't open a place of its own.
 *
 * @param version changes with every character of it
 */
public record PromptTemplate(String text, String version) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Set<String> KNOWN = Set.of("company", "channel", "today", "tasks", "knowledge");
    private static final int VERSION_DIGITS = 12;

    /** @throws IllegalArgumentException when it has a place that nothing fills */
    public static PromptTemplate of(String text) {
        Set<String> places = PLACE.matcher(text)
                .results()
                .map((MatchResult place) -> place.group(1))
                .collect(Collectors.toSet());
        places.removeAll(KNOWN);
        if (!places.isEmpty()) {
            throw new IllegalArgumentException(
                    "the prompt has places that nothing fills: " + places + "; known are " + KNOWN);
        }
        return new PromptTemplate(text, digest(text));
    }

    /** The one that is shipped. */
    public static PromptTemplate shipped() {
        try (InputStream file = PromptTemplate.class.getResourceAsStream("assistant.md")) {
            if (file == null) {
                throw new IOException("not on the class path: assistant.md");
            }
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
