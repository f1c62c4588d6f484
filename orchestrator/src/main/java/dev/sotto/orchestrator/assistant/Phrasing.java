package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.assistant.slot.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An utterance, parted into what may be an answer and what is a question of its own.
 *
 * <p>Recognised speech has no punctuation, so questions are known by their form: "and when do you open", "can I".
 *
 * @param answer statements and wishes, in their order
 * @param questions each question
 */
record Phrasing(Words answer, List<Words> questions) {
    private static final String AUX =
            "(?:is|are|do|does|did|can|could|will|would|should|shall|have|has|was|were|am|must)";
    private static final String SUBJECT =
            "(?:i|you|u|we|they|it|he|she|the|there|this|that|your|my|our|any|anyone|anybody|someone|a|an|one|all|some"
                    + "|these|those|shipping|delivery|returns|refunds|gift|parking)";
    private static final Pattern ASKS = Pattern.compile("(?:(?:what|when|where|which|who|how|why)(?:'s|s|'re|'ll)\\b.*"
            + "|(?:what|when|where|which|who|how|why) (?:\\w+ ){0,3}?" + AUX + "\\b.*"
            + "|how (?:much|many|long|late|early|soon|far|about|come|often|big|old)\\b.*|what (?:about|time|kind|if)\\b.*"
            + "|(?:why|where to|how to|what to)\\b.*|(?:when|where|why|how)"
            + "|" + AUX + "(?:n't)? " + SUBJECT + "\\b.*"
            + "|(?:i was|i'm|i am|just|we were) wondering\\b.*|i wonder\\b.*|(?:i'd like|i want|i need|i would like|i wanted) to (?:know|ask)\\b.*"
            + "|(?:please |can you |could you |would you |i'd like you to ){0,4}tell me\\b.*|any idea\\b.*|do you know\\b.*|(?:a |one |quick |i have a |i've got a |just a ){0,4}question\\b.*"
            + "|got any\\b.*|any chance\\b.*|is it (?:possible|true)\\b.*)");
    private static final Pattern REQUESTS = Pattern.compile(
            "(?:can|could|will|would|may) (?:i|you|we|u)\\b(?! tell me)(?! know)(?! say).*|any chance\\b.*|is it possible\\b.*|is there any way\\b.*|would it be possible\\b.*|do you mind\\b.*");
    /** A question that begins in the middle, without punctuation, must have this stronger form. */
    private static final Pattern ASKS_ANYWHERE = Pattern.compile(
            "(?:what|when|where|which|who|how|why)(?:'s| (?:time |much |long |many |late |far |soon |early |often )?"
                    + AUX + ") " + SUBJECT
                    + "\\b.*|(?:do|can|could|are|will) (?:you|i|we) .*|what's (?:your|the)\\b.*|what about (?:your|the)\\b.*");

    private static final Set<String> JOINERS = Set.of("and", "but", "plus", "oh", "um", "uh");
    private static final Set<String> AFTER_JOINERS = Set.of("also", "so", "then");
    private static final Set<String> KEEPS = Set.of(
            "know",
            "that's",
            "is",
            "of",
            "about",
            "me",
            "wondering",
            "wonder",
            "ask",
            "understand",
            "see",
            "tell",
            "exactly",
            "what",
            "when",
            "where",
            "how",
            "why",
            "which",
            "who",
            "to",
            "if",
            "whatever",
            "much",
            "or",
            "sure",
            "said",
            "please",
            "time",
            "what's",
            "as",
            "than",
            "like",
            "the",
            "a",
            "my",
            "your",
            "this",
            "these",
            "those",
            "store",
            "stores",
            "day",
            "days",
            "long",
            "many");
    private static final Set<String> FILLERS = Set.of(
            "um",
            "umm",
            "uh",
            "er",
            "erm",
            "hi",
            "hello",
            "hey",
            "well",
            "so",
            "and",
            "but",
            "oh",
            "ok",
            "okay",
            "hmm",
            "ah",
            "please",
            "look",
            "listen",
            "now",
            "also",
            "there",
            "yeah",
            "right",
            "like",
            "just",
            "sorry",
            "morning",
            "good",
            "afternoon",
            "evening",
            "yes",
            "no",
            "then",
            "anyway",
            "plus");
    private static final Set<String> OPENINGS =
            Set.of("by the way", "one more thing", "before i forget", "can i ask", "may i ask");
    private static final Set<String> DROPPED = Set.of(
            "um", "umm", "uh", "er", "erm", "hi", "hello", "hey", "well", "so", "and", "but", "oh", "hmm", "ah", "also",
            "plus");

    static Phrasing of(Words words) {
        Words answer = words.slice(0, 0);
        List<Words> questions = new ArrayList<>();
        for (Words part : parts(words)) {
            if (isQuestion(part)) {
                questions.add(part);
            } else {
                answer = join(answer, part);
            }
        }
        return new Phrasing(answer, List.copyOf(questions));
    }

    /** Both, one after the other, of the same text. */
    static Words join(Words one, Words other) {
        List<Words.Word> words = new ArrayList<>(one.words());
        words.addAll(other.words());
        return new Words(one.text().isEmpty() ? other.text() : one.text(), words);
    }

    private static List<Words> parts(Words words) {
        List<Words> parts = new ArrayList<>();
        int from = 0;
        for (int index = 1; index < words.size(); index++) {
            String end = words.words().get(index - 1).end();
            boolean stopped = end.matches(".*[.?!;…].*") || startsQuestion(words, from, index, end);
            if (stopped) {
                parts.add(words.slice(from, index));
                from = index;
            }
        }
        parts.add(words.slice(from, words.size()));
        return parts;
    }

    private static boolean startsQuestion(Words words, int from, int index, String end) {
        String rest = words.plain(index, words.size());
        String before = words.at(index - 1);
        boolean joined = JOINERS.contains(before)
                || end.contains(",")
                || AFTER_JOINERS.contains(before) && JOINERS.contains(words.at(index - 2));
        if (joined
                && index - from >= 2
                && ASKS.matcher(rest).matches()
                && !FILLERS.containsAll(plainWords(words, from, index))) {
            return true;
        }
        return index - from >= 2
                && !KEEPS.contains(before)
                && ASKS_ANYWHERE.matcher(rest).matches()
                && !ASKS.matcher(withoutFillers(words.slice(from, index)).plain())
                        .matches()
                && !FILLERS.containsAll(plainWords(words, from, index));
    }

    private static List<String> plainWords(Words words, int from, int to) {
        return List.of(words.plain(from, to).split(" "));
    }

    /** Has the form of a question, or a question mark. */
    static boolean isQuestion(Words part) {
        if (part.isEmpty()) {
            return false;
        }
        Words bare = withoutFillers(part);
        boolean marked = part.words().get(part.size() - 1).end().contains("?");
        return marked && part.size() > 1 || ASKS.matcher(bare.plain()).matches();
    }

    /** "Can I have …": a wish in a question's form. */
    static boolean isRequest(Words part) {
        return REQUESTS.matcher(withoutFillers(part).plain()).matches();
    }

    /** "I want …", "I'd like …", or a request. */
    static boolean isWish(Words part) {
        String bare = withoutFillers(part).plain();
        return bare.matches(
                        "(?:i|we) (?:want|need|wanted|would like|would love|wish|have to|must|am trying|am calling)\\b.*"
                                + "|(?:i'd|we'd) (?:like|love|rather)\\b.*|(?:i'm|i am|we're) (?:calling|trying|looking|after|hoping)\\b.*|please \\w+.*|let me\\b.*|help me\\b.*|get me\\b.*|give me\\b.*|change my\\b.*")
                || isRequest(part);
    }

    static Words withoutFillers(Words part) {
        int from = 0;
        int skipped = 1;
        while (from < part.size() && skipped > 0) {
            String three = part.plain(from, from + 3);
            skipped = OPENINGS.contains(three) ? 3 : FILLERS.contains(part.at(from)) ? 1 : 0;
            from += skipped;
        }
        return part.slice(from, part.size());
    }

    /** As it was written, from the first word that says something; for a person to read. */
    static String forReading(Words part) {
        int from = 0;
        while (from < part.size() - 1 && DROPPED.contains(part.at(from))) {
            from++;
        }
        return part.original(from, part.size()).strip();
    }
}
