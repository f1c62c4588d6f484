package dev.sotto.loadtest.audit;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules. Pure: what was told and what there is to see go in, what doesn't fit comes out.
 *
 * <ol>
 *   <li>An acknowledged message is in the journal exactly once, in its words.
 *   <li>Every line that a customer was shown is on record as said, in its words, with its cause; a number has one text.
 *   <li>What a caller was told aloud is on record too: see {@link VoiceCheck}.
 *   <li>An accepted answer is in the journal and something followed from it, unless its conversation was over; one answer
 *       is accepted, and the journal has no other.
 *   <li>A claim that something is done stands behind the success of a gated tool.
 *   <li>A gated tool ran by exactly one approval or rule, an approval for one call, with its own arguments.
 *   <li>The shop's refunds are those calls and no others.
 * </ol>
 */
final class Checks {
    static final Set<String> GATED = Set.of("orders.refund");
    private static final Pattern CLAIM = Pattern.compile(
            "\\bdone\\. |goes back to your|(?:has been|is|was|have) (?:now )?(?:refunded|paid back|approved|credited)",
            Pattern.CASE_INSENSITIVE);

    private final Told told;
    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();

    private Checks(Told told, Evidence evidence) {
        this.told = told;
        this.evidence = evidence;
    }

    static List<Finding> of(Told told, Evidence evidence) {
        Checks checks = new Checks(told, evidence);
        checks.messages();
        checks.lines();
        new VoiceCheck(told, evidence, checks.findings).run();
        checks.answers();
        evidence.journals().values().forEach(checks::journal);
        checks.approvals();
        new ShopCheck(evidence, checks.findings).run();
        return List.copyOf(checks.findings);
    }

    private void messages() {
        for (Told.Acknowledged acked : told.of(Told.Acknowledged.class)) {
            JournalRecord journal = evidence.journals().get(acked.conversation());
            List<String> texts = journal == null
                    ? List.of()
                    : journal.messages.stream()
                            .filter(message -> message.id().equals(acked.id()))
                            .map(JournalRecord.Message::text)
                            .toList();
            if (!texts.equals(List.of(acked.text()))) {
                find("acknowledged message", acked.conversation(), "“" + acked.text() + "” is there as " + texts);
            }
        }
        for (Told.TurnedAway away : told.of(Told.TurnedAway.class)) {
            find("welcome back", away.conversation(), away.reason());
        }
    }

    private void lines() {
        Map<String, String> texts = new HashMap<>();
        for (Told.Shown shown : told.of(Told.Shown.class)) {
            String where = shown.conversation() + " line " + shown.number();
            String before = texts.putIfAbsent(where, shown.text());
            if (before != null && !before.equals(shown.text())) {
                find("one text a line", where, "“" + before + "” and “" + shown.text() + "”");
            }
            JournalRecord journal = evidence.journals().get(shown.conversation());
            boolean there = journal != null
                    && (shown.from().equals("customer")
                            ? journal.messages.stream()
                                    .anyMatch(message -> message.text().equals(shown.text()))
                            : journal.said.stream()
                                    .anyMatch(said -> said.line() == shown.number()
                                            && said.text().equals(shown.text())));
            if (!there) {
                find("shown line", where, "“" + shown.text() + "” is not on record");
            }
        }
    }

    private void answers() {
        Map<String, List<Told.Answered>> byGuidance = new HashMap<>();
        told.of(Told.Answered.class)
                .forEach(answer -> byGuidance
                        .computeIfAbsent(answer.guidance(), id -> new ArrayList<>())
                        .add(answer));
        byGuidance.forEach((guidance, all) -> {
            List<Told.Answered> accepted = all.stream()
                    .filter(answer -> answer.outcome().equals("accepted"))
                    .toList();
            JsonObject request = evidence.guidance().get(guidance);
            int wanted = request == null ? 1 : request.getInteger("approvals", 1);
            if (accepted.size() > wanted) {
                find("one answer wins", guidance, accepted.size() + " answers were accepted");
            }
            JournalRecord journal = request == null ? null : evidence.journals().get(request.getString("conversation"));
            if (journal == null) {
                find("accepted answer", guidance, "its request or conversation is not there");
                return;
            }
            if (accepted.size() >= wanted) {
                accepted(guidance, accepted, journal);
            }
            refused(guidance, all, journal);
        });
    }

    private void accepted(String guidance, List<Told.Answered> accepted, JournalRecord journal) {
        List<JournalRecord.Answer> kept = journal.answers.stream()
                .filter(answer -> answer.guidance().equals(guidance))
                .toList();
        if (kept.isEmpty() && !journal.ended) {
            find("accepted answer", guidance, accepted + " is not in the journal");
        }
        for (JournalRecord.Answer answer : kept) {
            boolean same = accepted.stream()
                    .anyMatch(told ->
                            told.agent().equals(answer.agent()) && told.answer().equals(answer.answer()));
            if (!same) {
                find("accepted answer", guidance, accepted + " but the journal has " + answer);
            }
        }
        boolean actedOn =
                kept.stream().anyMatch(answer -> journal.effects.stream().anyMatch(seq -> seq >= answer.seq()));
        if (!kept.isEmpty() && !actedOn && !journal.ended) {
            find("accepted answer", guidance, "nothing followed from it");
        }
    }

    /** Who was told that theirs doesn't count must not find it in the journal, unless another try of theirs may. */
    private void refused(String guidance, List<Told.Answered> all, JournalRecord journal) {
        for (JournalRecord.Answer kept : journal.answers) {
            boolean mine = kept.guidance().equals(guidance);
            boolean toldNo = mine
                    && all.stream().anyMatch(answer -> answer.agent().equals(kept.agent()))
                    && all.stream()
                            .filter(answer -> answer.agent().equals(kept.agent()))
                            .noneMatch(answer -> Set.of("accepted", "no reply").contains(answer.outcome()));
            if (toldNo) {
                find(
                        "refused answer",
                        guidance,
                        kept.agent() + " was told that it doesn't count, but it is in the journal");
            }
        }
    }

    private void journal(JournalRecord journal) {
        for (int index = 0; index < journal.numbers.size(); index++) {
            if (journal.numbers.get(index) != index + 1L) {
                find("journal without gaps", journal.conversation, "entry " + journal.numbers.get(index));
                break;
            }
        }
        if (!journal.playbook.equals("same") && !journal.playbook.equals("changed")) {
            find("same again", journal.conversation, "what was said is not what its events make of it");
        }
        for (JournalRecord.Said said : journal.said) {
            String where = journal.conversation + " line " + said.line();
            if (said.cause().isBlank() || !said.durable()) {
                find("said has its cause", where, "“" + said.text() + "”");
            }
            if (claims(said) && !isTrue(journal, said)) {
                find("no false word", where, "“" + said.text() + "”");
            }
        }
        journal.calls.values().stream()
                .filter(call -> GATED.contains(call.tool()) && !call.allowed())
                .forEach(call -> find("gated tool", call.id(), call.tool() + " was wanted without an approval"));
    }

    private static boolean claims(JournalRecord.Said said) {
        return !said.cause().startsWith("knowledge") && claims(said.text());
    }

    /** Whether the words say that something is done or decided. */
    static boolean claims(String text) {
        return CLAIM.matcher(text).find();
    }

    private static boolean isTrue(JournalRecord journal, JournalRecord.Said said) {
        return journal.returned.stream()
                .filter(back -> back.seq() <= said.seq() && back.outcome().equals("SUCCESS"))
                .anyMatch(back -> journal.calls.containsKey(back.call())
                        && journal.calls.get(back.call()).allowed());
    }

    private void approvals() {
        Map<String, String> spent = new HashMap<>();
        for (JournalRecord journal : evidence.journals().values()) {
            for (JournalRecord.Call call : journal.calls.values()) {
                if (call.guidance() != null) {
                    approval(journal, call, spent);
                }
            }
        }
    }

    private void approval(JournalRecord journal, JournalRecord.Call call, Map<String, String> spent) {
        String other = spent.putIfAbsent(call.guidance(), call.id());
        if (other != null) {
            find("single use", String.valueOf(call.guidance()), "opens " + other + " and " + call.id());
        }
        boolean given = journal.answers.stream()
                .anyMatch(answer ->
                        answer.guidance().equals(call.guidance()) && answer.approved() && answer.seq() <= call.seq());
        JsonObject request = evidence.guidance().get(call.guidance());
        JsonObject asked = request == null ? null : request.getJsonObject("approval");
        if (!given) {
            find("gated tool", call.id(), call.guidance() + " did not approve it");
        } else if (asked == null
                || !asked.getString("tool").equals(call.tool())
                || !same(asked.getJsonObject("with"), call.with())) {
            find("approved arguments", call.id(), call.with() + " but approved was " + asked);
        }
    }

    private static boolean same(JsonObject one, JsonObject other) {
        return one.fieldNames().equals(other.fieldNames())
                && one.fieldNames().stream().allMatch(name -> equal(one.getValue(name), other.getValue(name)));
    }

    private static boolean equal(Object one, Object other) {
        return one instanceof Number && other instanceof Number
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
                : one.equals(other);
    }

    private void find(String rule, String where, String detail) {
        findings.add(new Finding(rule, where, detail));
    }
}
