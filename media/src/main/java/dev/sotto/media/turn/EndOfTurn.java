package dev.sotto.media.turn;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How long a pause has to be to end the caller's turn: by what they were asked, and by what they have said so far where the
 * recogniser tells it. A number that is not whole yet and a word that is being spelled get more time, so does a sentence that ends
 * in "and" or "my number is"; a number that is whole gets less. What is told so far may be retracted, so it only ever moves the
 * patience. Who is asked for a number and says something else isn't made to wait for as long as digits may be apart. Call context
 * only; works only when the words change.
 */
public final class EndOfTurn {
    private static final Set<String> ONE_DIGIT =
            Set.of("zero", "oh", "o", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final Set<String> ZERO = Set.of("zero", "oh", "o", "nought");
    private static final Set<String> TWO_DIGITS = Set.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final Set<String> TENS =
            Set.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Set<String> SPELLING =
            Set.of("dot", "at", "dash", "hyphen", "underscore", "capital", "double");
    private static final Set<String> LAST_OF_ADDRESS = Set.of("com", "org", "net", "uk", "de", "io", "edu", "gov");
    /** Words that no sentence ends with. */
    private static final Set<String> UNFINISHED = Set.of(
            "and", "but", "or", "so", "because", "um", "uh", "er", "the", "a", "an", "my", "your", "is", "are", "was",
            "to", "of", "for", "with", "from", "that's", "it's", "i", "i'm", "i'd", "i've", "if", "which", "want",
            "need", "would", "could");
    /** Words that few sentences end with: "I think I can", "what is it about". */
    private static final Set<String> HARDLY_FINISHED =
            Set.of("in", "on", "at", "about", "that", "like", "not", "can", "will");
    /** Ends that only look unfinished. */
    private static final Set<String> FINISHED =
            Set.of("log in", "sign in", "come in", "hold on", "go on", "move on", "turned on", "carry on");
    /** "Yes, it is", "no, they were not": whole answers to a question of yes or no. */
    private static final Pattern WHOLE_YES_NO = Pattern.compile(
            "(yes|yeah|yep|no|nope|sure|okay)( (it|that|this|they|we|i|there))( (is|are|was|would|could|will|can))( not)?");
    /** Around a number, and of no weight for whether it is one. */
    private static final Set<String> LEAD_IN = Set.of(
            "order",
            "number",
            "code",
            "reference",
            "it",
            "yes",
            "yeah",
            "sure",
            "okay",
            "ok",
            "well",
            "hi",
            "hello",
            "double",
            "triple",
            "hundred",
            "thousand",
            "please",
            "here");

    private static final Set<String> NEGATIONS = Set.of("don't", "not", "can't", "cannot", "no", "lost", "haven't");
    /** So many words, and no digit among them, or so many that belong to no number: a sentence. */
    private static final int SENTENCE_WORDS = 3;

    private final TurnSettings settings;
    private Expectation expectation = Expectation.ANYTHING;
    private int digits;
    private String words = "";
    private long pauseNanos;
    /** Within this turn the caller has paused and gone on. */
    private boolean dictated;

    public EndOfTurn(TurnSettings settings) {
        this.settings = settings;
        weigh();
    }

    /** {@code digits}: how many make the answer; 0 when that is open. */
    public void expect(Expectation next, int howMany) {
        expectation = next;
        digits = howMany;
        weigh();
    }

    /** A speech begins: nothing of it is known. */
    public void begin() {
        dictated = false;
        heard("");
    }

    /** The caller has gone on after so much silence. */
    public void paused(long nanos) {
        if (!dictated && nanos > settings.pauseAfter(Expectation.DIGITS).toNanos()) {
            dictated = true;
            weigh();
        }
    }

    /** The words so far, lower case. */
    public void heard(String soFar) {
        if (!soFar.equals(words)) {
            words = soFar;
            weigh();
        }
    }

    /** Nothing was said so far that wants an answer. */
    public boolean wordless() {
        return words.isEmpty() || BackChannel.only(words);
    }

    /** Trailing silence that ends the turn as things are. */
    public long pauseNanos() {
        return pauseNanos;
    }

    private void weigh() {
        pauseNanos = pause().toNanos();
    }

    private Duration pause() {
        Duration usual = settings.pauseAfter(expectation);
        if (words.isEmpty()) {
            return usual;
        }
        String[] said = words.split(" ");
        String last = said[said.length - 1];
        boolean spelling = expectation == Expectation.SPELLED || expectation == Expectation.CODE;
        if (expectation == Expectation.DIGITS || spelling) {
            int found = digits(said);
            if (digits > 0 && found == digits) {
                return settings.wholePause();
            }
            // who has paused and gone on dictates; else all but one are mostly a whole number with one misheard
            boolean group =
                    found > 0 && found < (dictated ? digits : digits - 1) && !(found <= 2 && foreign(said) > found);
            if (group || spelling && (last.length() == 1 || SPELLING.contains(last))) {
                return dictated || spelling ? settings.groupPause() : settings.unfinishedPause();
            }
            if (!spelling && found == 0 && !dictated && sentence(said)) {
                usual = settings.anythingPause();
            }
        }
        if (expectation == Expectation.SPELLED && LAST_OF_ADDRESS.contains(last)) {
            return settings.wholePause();
        }
        return longer(usual, afterLast(said));
    }

    /** What the last words ask for, whatever was expected. */
    private Duration afterLast(String[] said) {
        String last = said[said.length - 1];
        if (said.length > 1 && FINISHED.contains(said[said.length - 2] + " " + last)
                || expectation == Expectation.YES_NO
                        && WHOLE_YES_NO.matcher(words).matches()) {
            return Duration.ZERO;
        }
        return UNFINISHED.contains(last)
                ? settings.unfinishedPause()
                : HARDLY_FINISHED.contains(last) ? settings.digitsPause() : Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Something else than the number that is asked for, or than what leads up to it ("sure, my order number"). */
    private static boolean sentence(String[] said) {
        List<String> all = List.of(said);
        boolean leadsUp = said[said.length - 1].equals("number") && Collections.disjoint(all, NEGATIONS);
        return said.length >= SENTENCE_WORDS && !leadsUp;
    }

    /** How many words belong to no number and lead up to none, from three on; misheard ones among digits are mostly fewer. */
    private static int foreign(String[] said) {
        int count = 0;
        for (String word : said) {
            boolean number = ONE_DIGIT.contains(word) || TWO_DIGITS.contains(word) || TENS.contains(word);
            boolean around = LEAD_IN.contains(word) || UNFINISHED.contains(word) || HARDLY_FINISHED.contains(word);
            count += number || around ? 0 : 1;
        }
        return count < SENTENCE_WORDS ? 0 : count;
    }

    /** "Four eight, twenty one, double three": six. */
    static int digits(String[] words) {
        int count = 0;
        int times = 1;
        boolean afterTens = false;
        for (String word : words) {
            if (word.equals("double") || word.equals("triple")) {
                times = word.equals("double") ? 2 : 3;
                continue;
            }
            if (ONE_DIGIT.contains(word)) {
                // "twenty one" is two digits, "twenty oh" three
                boolean unit = afterTens && !ZERO.contains(word);
                count += unit ? 0 : times;
            } else if (TWO_DIGITS.contains(word) || TENS.contains(word)) {
                count += 2;
            } else if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
                count += word.length();
            }
            afterTens = TENS.contains(word);
            times = 1;
        }
        return count;
    }
}
