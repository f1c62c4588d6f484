package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Yes and no at the beginning of what is said, in their many forms. "Yeah no" is a no, "no yeah" a yes: of several in a
 * row the last counts.
 */
public final class YesNoReader implements SlotReader {
    private static final String LEAD = "(?:(?:um|uh|er|erm|well|so|oh|hmm|i think|i guess|i believe|i said|i say|please"
            + "|hi|hello|god|actually|honestly|that would be a) ){0,6}";
    private static final Pattern YES = Pattern.compile(
            LEAD
                    + "((?:yes |yeah |sure |ok |okay )?(?:why not|no problem|no worries)|yes please|yes|yeah yeah|yeah|yep|yup|yea|ya|yah|yess+|aye|sure thing|sure|correct|right|ok|okay|alright|all right"
                    + "|that'?s (?:right|correct|it|the one|true|fine|good|great|perfect|my number|the right one)"
                    + "|that is (?:right|correct|it|the one|true|fine|good)|it'?s (?:right|correct)|you got it|got it"
                    + "|exactly|absolutely|definitely|certainly|of course|affirmative|indeed|perfect|true"
                    + "|(?:please )?go ahead|go for it|do it|please do|do that|sounds (?:good|great|right|fine)"
                    + "|that (?:works|sounds good|would be great|would be good|would be nice)|works for me|by all means"
                    + "|i'd like that|yes it is"
                    + "|(?:i do|i did|i have|i am|i would|it is|it was|it does|it did|it has|we do|we did|they are|they were)"
                    + "(?=$| (?:please|thanks|thank you|indeed|yes|still|in|there|all|very|correct|right|fine)\\b)"
                    + "|uh huh|uhhuh|mm hmm|mhm|mmhmm|mhmm|i think so|i guess so|i believe so|i suppose so|think so|y|fine|great|good(?! (?:morning|afternoon|evening|day|question))|please(?=$))(?![\\w'])");
    private static final Pattern NO = Pattern.compile(LEAD
            + "(no thank you|no thanks|no no|no(?! (?:problem|worries|doubt|question))|nope|nah|naw|not really|not any ?more|no longer|not at all|not yet|not quite|not correct|not right|not that"
            + "|that'?s (?:wrong|not (?:right|correct|it|true|what i said)|incorrect)|that (?:isn't|is not|is wrong|wasn't)"
            + "(?: (?:right|correct|it|true))?|it'?s (?:wrong|not)|it (?:isn't|is not|wasn't|was not|doesn't|didn't)"
            + "|incorrect|wrong|negative|never|no way|certainly not|of course not|absolutely not|definitely not|please don't"
            + "|don't do (?:that|it)|do not|don't|i don't think so|i (?:don't|didn't|did not|do not|haven't)(?! (?:know|remember|understand|have|say|hear|catch|get|mean))|i'm not|i'd rather not"
            + "|i wouldn't|we don't|we didn't|they aren't|neither|n|none|nothing)(?![\\w'])");
    private static final Pattern NUMBERED = Pattern.compile("(?:press(?:ing)? )?(?:number )?(1|2)");

    /** What the beginning says, and how many words it takes; empty when it is neither. */
    public static Optional<SlotReading> lead(Words words) {
        Optional<SlotReading> found = Optional.empty();
        int at = 0;
        for (int turns = 0; turns < 4; turns++) {
            Words rest = words.slice(at, words.size());
            String plain = rest.plain();
            Matcher no = NO.matcher(plain);
            Matcher yes = YES.matcher(plain);
            boolean isNo = no.lookingAt();
            if (!isNo && !yes.lookingAt()) {
                break;
            }
            Matcher said = isNo ? no : yes;
            int count = plain.substring(0, said.end()).split(" ").length;
            if (found.isPresent() && weak(said.group(1))) {
                break;
            }
            at += count;
            found = Optional.of(new SlotReading(!isNo, 0, at));
        }
        return found;
    }

    /** Words that end a yes or no but don't turn it round ("no, that's it", "no please"). */
    private static boolean weak(String said) {
        return said.matches(
                "please|right|that's it|it is|it was|good|great|fine|i do|i did|i have|i am|true|ok|okay|alright"
                        + "|nothing|none|i don't|i didn't|don't|do not|never|i do not|it's not|all right|i would|it does|it did|it has");
    }

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        if (!rules.asked()) {
            return Optional.empty();
        }
        Matcher numbered = NUMBERED.matcher(words.plain());
        return numbered.matches()
                ? Optional.of(new SlotReading(numbered.group(1).equals("1"), 0, words.size()))
                : lead(words);
    }
}
