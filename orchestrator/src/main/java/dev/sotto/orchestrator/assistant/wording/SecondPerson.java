package dev.sotto.orchestrator.assistant.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Third person to second: "she needs her receipt" becomes "you need your receipt".
 *
 * <p>"They" is the customer only where the instruction spoke of "them" and no things came before ("the boots are on their
 * way"), "he" only where no other person did ("the driver, he").
 */
final class SecondPerson {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}']+|[^\\p{L}']+");
    private static final Pattern CUSTOMER = Pattern.compile("(?i)\\bthe (?:customer|caller|client|visitor)\\b");
    private static final Pattern CUSTOMERS = Pattern.compile("(?i)\\bthe (?:customer|caller|client|visitor)'s\\b");
    private static final Set<String> OTHERS = Set.of(
            "manager",
            "driver",
            "colleague",
            "technician",
            "engineer",
            "supervisor",
            "courier",
            "postman",
            "boss",
            "wife",
            "husband",
            "friend",
            "son",
            "daughter",
            "mother",
            "father",
            "brother",
            "sister",
            "neighbour",
            "neighbor",
            "recipient",
            "bank",
            "specialist");
    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("he", "you"),
            Map.entry("she", "you"),
            Map.entry("him", "you"),
            Map.entry("his", "your"),
            Map.entry("hers", "yours"),
            Map.entry("himself", "yourself"),
            Map.entry("herself", "yourself"),
            Map.entry("he'll", "you'll"),
            Map.entry("she'll", "you'll"),
            Map.entry("he'd", "you'd"),
            Map.entry("she'd", "you'd"));
    private static final Map<String, String> THEIRS = Map.ofEntries(
            Map.entry("they", "you"),
            Map.entry("them", "you"),
            Map.entry("their", "your"),
            Map.entry("theirs", "yours"),
            Map.entry("themselves", "yourself"),
            Map.entry("themself", "yourself"),
            Map.entry("they'll", "you'll"),
            Map.entry("they'd", "you'd"),
            Map.entry("they're", "you're"),
            Map.entry("they've", "you've"));
    private static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("is", "are"),
            Map.entry("was", "were"),
            Map.entry("has", "have"),
            Map.entry("does", "do"),
            Map.entry("isn't", "aren't"),
            Map.entry("wasn't", "weren't"),
            Map.entry("hasn't", "haven't"),
            Map.entry("doesn't", "don't"),
            Map.entry("goes", "go"));
    private static final Set<String> ADVERBS = Set.of(
            "just",
            "also",
            "only",
            "still",
            "already",
            "always",
            "never",
            "really",
            "simply",
            "probably",
            "currently",
            "either",
            "now");
    private static final Set<String> NO_VERBS =
            Set.of("us", "this", "as", "its", "yes", "always", "perhaps", "unless", "besides", "does");
    private static final Set<String> JOINED_VERBS = Set.of(
            "shows",
            "brings",
            "sends",
            "wants",
            "needs",
            "has",
            "is",
            "gets",
            "takes",
            "pays",
            "keeps",
            "calls",
            "emails",
            "writes",
            "fills",
            "returns",
            "goes",
            "comes",
            "does",
            "uses",
            "orders",
            "waits",
            "gives",
            "tells",
            "asks",
            "puts",
            "drops",
            "picks",
            "signs",
            "prints",
            "presents",
            "leaves",
            "adds",
            "enters",
            "clicks",
            "opens",
            "packs",
            "ships",
            "posts",
            "provides",
            "chooses",
            "contacts",
            "visits");
    private static final Set<String> AFTER_OBJECT = Set.of(
            "",
            "a",
            "an",
            "the",
            "to",
            "that",
            "if",
            "when",
            "and",
            "or",
            "but",
            "at",
            "for",
            "with",
            "in",
            "on",
            "by",
            "from",
            "we",
            "it",
            "as",
            "about",
            "back",
            "because",
            "so",
            "today",
            "tomorrow",
            "until",
            "before",
            "after",
            "again",
            "once",
            "how",
            "what",
            "where",
            "is",
            "can",
            "up",
            "within",
            "this",
            "right",
            "some",
            "one",
            "our",
            "know",
            "first",
            "only",
            "later",
            "soon",
            "now",
            "directly",
            "via",
            "over",
            "yesterday",
            "earlier",
            "twice",
            "tonight",
            "already",
            "another",
            "two",
            "three",
            "any",
            "more",
            "of");
    private static final Set<String> PAST = Set.of(
            "been", "got", "already", "had", "gone", "done", "paid", "sent", "received", "ordered", "given", "made");
    private static final Set<String> NO_PLURALS = Set.of(
            "this",
            "is",
            "was",
            "has",
            "does",
            "its",
            "us",
            "his",
            "yes",
            "as",
            "always",
            "address",
            "unless",
            "less",
            "class",
            "process",
            "business",
            "access",
            "express",
            "hours",
            "days",
            "weeks",
            "months",
            "minutes",
            "dollars",
            "cents",
            "pounds",
            "needs",
            "wants",
            "gets",
            "sometimes");

    private SecondPerson() {}

    /** @param led the instruction began with "tell them …", so an "it's you" in it is the assistant */
    static String of(String body, Addressee addressee, boolean led) {
        String named =
                CUSTOMER.matcher(CUSTOMERS.matcher(body).replaceAll("his")).replaceAll("he");
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(named);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return new Change(tokens, addressee, led).all();
    }

    private static final class Change {
        private final List<String> tokens;
        private final boolean they;
        private final boolean assistantIsYou;
        private boolean things;
        private boolean otherPerson;
        private boolean subject;

        Change(List<String> tokens, Addressee addressee, boolean led) {
            this.tokens = tokens;
            this.they = addressee == Addressee.THEY;
            this.assistantIsYou = led && tokens.stream().anyMatch(token -> thirdPerson(token.toLowerCase(Locale.ROOT)));
        }

        private boolean thirdPerson(String word) {
            return FIXED.containsKey(word) || word.equals("her") || they && THEIRS.containsKey(word);
        }

        String all() {
            StringBuilder said = new StringBuilder();
            for (int index = 0; index < tokens.size(); index++) {
                said.append(changed(index));
            }
            return said.toString();
        }

        private String changed(int index) {
            String token = tokens.get(index);
            String word = token.toLowerCase(Locale.ROOT);
            if (!Character.isLetter(token.charAt(0))) {
                subject = subject && token.isBlank();
                return token;
            }
            notice(word);
            String pronoun = pronoun(word, index);
            if (!pronoun.isEmpty()) {
                subject = pronoun.equals("you") && !word.matches("him|her|them|they");
                return cased(pronoun, token);
            }
            if (subject) {
                subject = ADVERBS.contains(word);
                return cased(subject ? word : plural(word), token);
            }
            if (VERBS.containsKey(word)
                    && isCustomer(word(index + 1, 1))
                    && word(index + 1, 1).matches("he|she")) {
                return cased(VERBS.getOrDefault(word, word), token);
            }
            boolean joined =
                    JOINED_VERBS.contains(word) && word(index - 1, -1).matches("and|or|then") && changedBefore(index);
            return joined ? cased(plural(word), token) : token;
        }

        private boolean changedBefore(int index) {
            for (int before = index - 1; before >= 0; before--) {
                if (word(before, -1).matches("he|she") && isCustomer(word(before, -1))) {
                    return true;
                }
            }
            return false;
        }

        private void notice(String word) {
            otherPerson |= OTHERS.contains(word.replaceAll("'s$", ""));
            boolean plural = word.length() > 3
                    && word.endsWith("s")
                    && !word.endsWith("ss")
                    && !word.contains("'")
                    && !NO_PLURALS.contains(word);
            things |= plural || word.equals("people") || word.equals("both");
        }

        private boolean isCustomer(String word) {
            return they && THEIRS.containsKey(word) && !things || !THEIRS.containsKey(word) && !otherPerson;
        }

        /** The word that replaces it, or empty when it stays. */
        private String pronoun(String word, int index) {
            if (assistantIsYou && word.matches("you|you'll|you've|you'd|you're|your")) {
                return word.equals("your") ? "our" : "we" + word.substring(3);
            }
            if (!isCustomer(word)) {
                return "";
            }
            if (they && THEIRS.containsKey(word)) {
                return THEIRS.getOrDefault(word, "");
            }
            if (word.equals("her")) {
                boolean ends =
                        index + 1 >= tokens.size() || !tokens.get(index + 1).isBlank();
                String next = word(index + 1, 1);
                return ends || AFTER_OBJECT.contains(next) || next.matches("[\\d$€£].*") ? "you" : "your";
            }
            if (word.equals("he's") || word.equals("she's")) {
                return PAST.contains(word(index + 1, 1)) ? "you've" : "you're";
            }
            return FIXED.getOrDefault(word, "");
        }

        /** The word at the place, or its neighbour in the direction of the step when a space is there. */
        private String word(int index, int step) {
            int at = index;
            while (at >= 0 && at < tokens.size() && tokens.get(at).isBlank()) {
                at += step;
            }
            return at >= 0 && at < tokens.size()
                    ? tokens.get(at).toLowerCase(Locale.ROOT).strip()
                    : "";
        }

        private static String plural(String verb) {
            String fixed = VERBS.get(verb);
            if (fixed != null) {
                return fixed;
            }
            if (!verb.endsWith("s") || verb.endsWith("ss") || NO_VERBS.contains(verb) || verb.length() < 4) {
                return verb;
            }
            if (verb.endsWith("ies")) {
                return verb.substring(0, verb.length() - 3) + "y";
            }
            boolean es = verb.matches(".*(?:sses|shes|ches|xes|zzes|oes)");
            return verb.substring(0, verb.length() - (es ? 2 : 1));
        }

        private static String cased(String word, String like) {
            return Character.isUpperCase(like.charAt(0)) && !word.isEmpty()
                    ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                    : word;
        }
    }
}
