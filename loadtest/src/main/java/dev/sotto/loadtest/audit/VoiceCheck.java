package dev.sotto.loadtest.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What callers were told aloud against the journal.
 *
 * <p>A call's plain words may be on the wire a moment before they are durable (nobody is kept waiting for a disk), so a process
 * that is killed in that moment loses the last of them. What may never be lost: a claim that something is done or decided; a
 * line after which more of the same conversation is on record; and the same number must not have two texts.
 */
final class VoiceCheck {
    private final Told told;
    private final Evidence evidence;
    private final List<Finding> findings;

    VoiceCheck(Told told, Evidence evidence, List<Finding> findings) {
        this.told = told;
        this.evidence = evidence;
        this.findings = findings;
    }

    void run() {
        Map<String, String> texts = new HashMap<>();
        for (Told.Heard heard : told.of(Told.Heard.class)) {
            if (heard.from().equals("customer")) {
                continue;
            }
            String where = heard.conversation() + " line " + heard.number();
            String before = texts.putIfAbsent(where, heard.text());
            if (before != null && !before.equals(heard.text())) {
                findings.add(new Finding("one text a line", where, "“" + before + "” and “" + heard.text() + "”"));
            }
            check(heard, where, evidence.journals().get(heard.conversation()));
        }
    }

    private void check(Told.Heard heard, String where, @Nullable JournalRecord journal) {
        if (journal != null && isOnRecord(heard, journal)) {
            return;
        }
        if (Checks.claims(heard.text())) {
            findings.add(
                    new Finding("no false word", where, "“" + heard.text() + "” was said aloud and is not on record"));
        } else if (journal != null && journal.said.stream().anyMatch(said -> said.line() > heard.number())) {
            findings.add(
                    new Finding("heard line", where, "“" + heard.text() + "” is missing, and later ones are there"));
        }
    }

    private static boolean isOnRecord(Told.Heard heard, JournalRecord journal) {
        return journal.said.stream()
                .anyMatch(said -> said.line() == heard.number() && said.text().equals(heard.text()));
    }
}
