package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.journal.SaidLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What effects tell the customer, or were kept from telling: the part of them that the journal keeps. */
final class Told {
    private Told() {}

    static List<SaidLine> of(List<Effect> effects) {
        List<SaidLine> lines = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Speak speak) {
                TranscriptLine line = speak.line();
                String party = line.from().name().toLowerCase(Locale.ROOT);
                lines.add(new SaidLine(line.number(), party, line.text(), speak.cause()));
            } else if (effect instanceof Effect.SentenceBlocked blocked) {
                lines.add(new SaidLine(null, "assistant", blocked.text(), "its claim has no cause"));
            }
        }
        return lines;
    }
}
