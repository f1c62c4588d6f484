package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Free text, as it was said, without the words that only lead in ("well um it was because …"). */
final class TextReader implements SlotReader {
    private static final Pattern LEAD = Pattern.compile(
            "(?i)^(?:(?:um+|uh+|er+m?|hmm+|well|so|okay|ok|oh|look|basically"
                    + "|because|cause|'cause|cos|the (?:reason|problem|issue|trouble) (?:is|was)(?: that)?"
                    + "|(?:it was|it's|it is|that's|that is)(?= (?:because|that|just that|um|uh))|just that|it was(?= the \\w+ing))[,:]?\\s+){1,8}");
    private static final Pattern TRAIL =
            Pattern.compile("(?i)[\\s,]+(?:um+|uh+|er+m?|you know|please|thanks|thank you|and|but|so|also)[\\s.,!]*$");
    private static final Pattern BEFORE = Pattern.compile("(?i)^it was (?=because|that )");

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        if (!rules.asked() || words.isEmpty()) {
            return Optional.empty();
        }
        String said = strip(words.original(0, words.size()).strip());
        boolean says = said.chars().anyMatch(Character::isLetterOrDigit);
        return says ? Optional.of(new SlotReading(said, 0, words.size())) : Optional.empty();
    }

    private static String strip(String said) {
        String text = BEFORE.matcher(said).replaceFirst("");
        Matcher lead = LEAD.matcher(text);
        text = lead.find() && lead.end() < text.length() ? text.substring(lead.end()) : text;
        Matcher trail = TRAIL.matcher(text);
        text = trail.find() && trail.start() > 0 ? text.substring(0, trail.start()) : text;
        return text.replaceAll("\\s+", " ").strip();
    }
}
