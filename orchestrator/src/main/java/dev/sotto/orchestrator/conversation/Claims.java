package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Tool;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a model may claim: that something is done, only after the tool that does it has succeeded in this conversation; that it
 * is allowed, promised or under way, only after a person or the task file has allowed it.
 *
 * <p>Recognised by wording, so it errs on the side of silence: a harmless sentence that sounds like a claim is replaced by a
 * safe one. The first lock is elsewhere: a model can't make anything happen.
 */
final class Claims {
    private static final String DONE_WORDS =
            "(?:refunded|reimbursed|repaid|paid|credited|booked|reserved|scheduled|cancel+ed"
                    + "|processed|completed|finali[sz]ed|issued|executed|done|replaced|exchanged|changed|updated|arranged|settled|sorted"
                    + "|released|returned|initiated|triggered|confirmed|handled|resolved|fixed|dispatched|shipped"
                    + "|taken care of|gone through|put through|pushed through|made the (?:refund|payment|change|booking))";
    private static final String ADVERBS =
            "(?:(?:now|just|already|all|successfully|fully|finally|also|indeed|been|being|gladly) )*";
    private static final Pattern DONE = Pattern.compile(
            "\\b(?:ha(?:s|ve)|had|'ve|'s|i'd) " + ADVERBS + DONE_WORDS + "\\b"
                    + "|\\b(?:is|was|were|'re|you are|got|gets|i|we) " + ADVERBS + DONE_WORDS + "\\b"
                    + "|(?:^|[.!,;:] )(?:and )?(?:all |it's |that's |it is |that is )?(?:done|sorted|settled|complete|processed|refunded)\\b"
                    + "|\\b(?:gone|went|going) ahead\\b|\\bgone through\\b|\\bwent through\\b|\\ball set\\b|\\ball sorted\\b"
                    + "|\\bconsider (?:it|that|this|your \\w+)\\b|\\btook care of\\b|\\bmission accomplished\\b"
                    + "|\\b(?:refund|cancellation|booking|change|payment|replacement) (?:(?:is|was|has been) )?(?:complete|successful|final|in place)\\b"
                    + "|(?:\\b(?:money|refund|payment|funds|amount|it|credit|replacement)|[$€£]\\s?[\\d.,]+)(?: \\w+){0,3}(?: is| are|'s| was| were)"
                    + " (?:\\w+ )?(?:on (?:its|the|their) way|in your account|back (?:on|in|to)|heading|headed|coming|in the mail|yours)\\b"
                    + "|\\bgoes back to your\\b|\\bsuccessfully\\b"
                    + "|\\bi (?:\\w+ )?(?:refunded|cancelled|canceled|booked|processed|approved|issued|credited|replaced)\\b");
    private static final Pattern PROMISED = Pattern.compile(
            "\\b(?:ha(?:s|ve)|had|is|was|were|'s|'ve|'re|are|got|i|we|it|they|he|she|colleague|manager|supervisor|team) "
                    + ADVERBS
                    + "(?:approved|authori[sz]ed|okayed|ok'd|granted|accepted|agreed|cleared|signed off|green ?-?lit|permitted|allowed)\\b"
                    + "|\\b(?:go-?ahead|green light|thumbs up|sign-?off|all-?clear)\\b|\\bsaid yes\\b|\\bis a yes\\b|\\bit's a yes\\b"
                    + "|(?:^|[.!,;:] )approved\\b"
                    + "|\\byou(?: will|'ll|'re going to| are going to| can expect to)(?: \\w+){0,2} (?:be (?:refunded|reimbursed|credited|repaid)"
                    + "|(?:get|receive|see|have)(?: \\w+){0,2} (?:money|refund|credit|payment|[$€£]\\s?[\\d.,]+)(?: back)?)\\b"
                    + "|\\bwill (?:now )?be (?:refunded|reimbursed|credited|repaid|paid back|cancel+ed|replaced)\\b"
                    + "|\\b(?:i'm|i am|we're|we are) (?:now |just |currently )*(?:refunding|cancel+ing|booking|issuing|crediting|processing|replacing)\\b"
                    + "|\\b(?:i'll|i will|we'll|we will|let me) (?:now |just |gladly |happily )*(?:refund|credit|reimburse|repay|issue|cancel|book)\\b");
    private static final Pattern CONDITION = Pattern.compile(
            "\\b(?:once|as soon as|if|until|unless|whether|when)(?: (?!i |we |checked|looked)\\w+){0,4} $");
    private static final Pattern QUESTION = Pattern.compile(
            "^(?:has|have|had|is|was|were|are|did|do|does|would|should|shall|could|can|may|what|which|when|who|how)\\b[^.!;]*\\?$");
    private static final Pattern GENERAL =
            Pattern.compile("\\b(?:usually|normally|typically|generally|as a rule|in general)\\b");

    /** What tools and claims can be about, by the stems of their words. */
    private static final Map<String, Pattern> MATTERS = Map.of(
            "refund", Pattern.compile("refund|reimburs|credit|repaid|repay|money|\\bpaid\\b|payment|[$€£]"),
            "cancel", Pattern.compile("cancel"),
            "book", Pattern.compile("\\bbook|reserv|schedul|appointment"),
            "replace", Pattern.compile("replac|exchang"),
            "repair", Pattern.compile("repair"),
            "change", Pattern.compile("chang|updat|address"),
            "callback", Pattern.compile("call ?-?back"));

    private Claims() {}

    /** The sentence itself when it may be said, else a safe one. */
    static String check(String sentence, Move move) {
        String plain = plain(sentence);
        if (QUESTION.matcher(plain).matches()) {
            return sentence;
        }
        boolean general = GENERAL.matcher(plain).find() && !plain.contains("your") && !plain.contains("i ");
        boolean done = !general && claims(DONE, plain);
        boolean promised = claims(PROMISED, plain);
        Set<String> open = open(move);
        Set<String> effected = without(move.model.effected(), open);
        Set<String> allowed = new HashSet<>(effected);
        allowed.addAll(without(move.model.granted(), open));
        boolean kept = done && !covers(effected, plain, move) || promised && !covers(allowed, plain, move);
        return kept ? UtteranceGate.SAFE : sentence;
    }

    /**
     * What a person wants said. They know more than this conversation's record does (that a parcel was sent on Monday), so only
     * what a gated tool does must be on record.
     */
    static String person(String text, Move move) {
        String plain = plain(text);
        boolean gated = MATTERS.values().stream()
                .filter(matter -> matter.matcher(plain).find())
                .anyMatch(matter -> move.playbook.tools().values().stream()
                        .anyMatch(tool -> tool.gated() && isAbout(matter, tool.name())));
        String allowed = gated ? check(text, move) : text;
        return allowed.equals(text) ? UtteranceGate.check(text, move.frame) : allowed;
    }

    static String plain(String sentence) {
        return Normalizer.normalize(sentence, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .replace('’', '\'')
                .replaceAll("[*_`~\"“”]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static boolean claims(Pattern pattern, String plain) {
        Matcher found = pattern.matcher(plain);
        while (found.find()) {
            if (!CONDITION.matcher(plain.substring(0, found.start())).find()) {
                return true;
            }
        }
        return false;
    }

    /** True when every matter that the sentence names and that has tools is among those of {@code tools}. */
    private static boolean covers(Set<String> tools, String plain, Move move) {
        if (tools.isEmpty()) {
            return false;
        }
        return MATTERS.values().stream()
                .filter(matter -> matter.matcher(plain).find())
                .filter(matter -> changing(move).anyMatch(tool -> isAbout(matter, tool)))
                .allMatch(matter -> tools.stream().anyMatch(tool -> isAbout(matter, tool)));
    }

    private static boolean isAbout(Pattern matter, String tool) {
        return matter.matcher(ModelConsults.label(tool)).find();
    }

    private static Stream<String> changing(Move move) {
        return move.playbook.tools().values().stream()
                .filter(ModelCalls::changes)
                .map(Tool::name);
    }

    /** Tools about which a person is being asked at the moment: what was done before is not what is talked about now. */
    private static Set<String> open(Move move) {
        Set<String> tools = new HashSet<>();
        for (OpenConsult consult : move.consults) {
            if (consult.isOpen() && consult.request().approval() != null) {
                tools.add(consult.request().approval().tool());
            }
        }
        return tools;
    }

    private static Set<String> without(Set<String> tools, Set<String> less) {
        Set<String> rest = new HashSet<>(tools);
        rest.removeAll(less);
        return rest;
    }

    /** Takes note of a decision. */
    static void answered(Move move, Event.GuidanceAnswered event) {
        OpenConsult consult = move.consult(event.guidanceId());
        boolean second =
                move.answers.stream().anyMatch(other -> other.guidanceId().equals(event.guidanceId()));
        if (consult != null
                && consult.isOpen()
                && !consult.isLikely()
                && !second
                && consult.request().approval() != null) {
            String tool = consult.request().approval().tool();
            move.model = move.model.anew(tool);
            if (event.token() != null) {
                move.model = move.model.grant(tool);
            }
        }
    }

    /** Takes note of what has really happened. */
    static void returned(Move move, Event.ToolReturned event) {
        if (event.outcome() != ToolOutcome.SUCCESS) {
            return;
        }
        Stream<Effect.CallTool> tasks = move.frames().stream().map(Frame::call);
        Stream<Effect.CallTool> models =
                move.model.exchanges().stream().filter(Exchange::running).map(Exchange::call);
        Stream.concat(tasks, models)
                .filter(call -> call != null && call.callId().equals(event.callId()))
                .map(call -> move.playbook.tools().get(call.tool()))
                .filter(tool -> tool != null && ModelCalls.changes(tool))
                .findFirst()
                .ifPresent(tool -> move.model = move.model.effect(tool.name()));
    }
}
