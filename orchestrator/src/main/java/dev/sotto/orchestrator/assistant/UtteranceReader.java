package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.assistant.slot.ReadingRules;
import dev.sotto.orchestrator.assistant.slot.SlotReader;
import dev.sotto.orchestrator.assistant.slot.SlotReading;
import dev.sotto.orchestrator.assistant.slot.Words;
import dev.sotto.orchestrator.assistant.slot.YesNoReader;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first, quick reading: everything that words alone decide; what needs likeness stays {@link Part.Open}. Pure. */
final class UtteranceReader {
    /** Longer is no mere courtesy, and the patterns of {@link Cues} are costly on long input. */
    private static final int LONGEST_CUE = 12;

    private static final Pattern NEGATION =
            Pattern.compile("\\b(?:not|\\w+n't|wrong|incorrect|no|nope|never|wait|but|except|stop|cancel)\\b");
    private static final Pattern SOME_DIGITS = Pattern.compile("\\d{3}");
    private static final Pattern HARMLESS = Pattern.compile("\\b(?:why not|no problem|no worries|no doubt)\\b");
    private static final Pattern MARKER =
            Pattern.compile("(?:(?:um|uh|well|oh|so) )*(?:ok|okay|alright|all right|right|fine|great|good|perfect)");
    private static final Pattern HAS_NONE = Pattern.compile(
            "\\bi (?:don't|do not|haven't|can't|cannot|couldn't) (?:know|have|got|remember|find|recall|think i have)\\b.*|\\bi(?:'ve| have)? (?:lost|forgot|forgotten|no idea)\\b.*|\\bno idea\\b|\\bnot sure\\b|\\bwhere (?:do|can) i find\\b.*");

    private final Playbook playbook;

    UtteranceReader(Playbook playbook) {
        this.playbook = playbook;
    }

    List<Part> read(Words words, Focus focus, ReadingRules rules) {
        String plain = words.plain();
        if (Cues.manipulates(plain)) {
            return List.of(known(new Meaning.NotCovered(Phrasing.forReading(words))));
        }
        if (Cues.isNothingToActOn(plain)) {
            return List.of(known(new Meaning.Unclear()));
        }
        Optional<Meaning> cue = cue(words, focus);
        if (cue.isPresent()) {
            return List.of(known(cue.get()));
        }
        Phrasing phrasing = phrasing(words, focus);
        List<Part> parts = new ArrayList<>(answer(phrasing, words, focus, rules));
        if (isChoice(focus) && !parts.isEmpty() && phrasing.questions().stream().allMatch(Phrasing::isRequest)) {
            // "can you replace it?" is the answer itself
            return parts;
        }
        boolean answered = parts.stream().anyMatch(part -> part instanceof Part.Known);
        for (Words question : phrasing.questions()) {
            Optional<Meaning> asked = cue(question, focus);
            Part.Role role = isText(focus) && !answered ? Part.Role.TEXT_QUESTION : Part.Role.QUESTION;
            parts.add(asked.isPresent() ? known(asked.get()) : new Part.Open(question, role));
        }
        return parts;
    }

    /** A leading yes or no is no part of the question that follows it. */
    private static Phrasing phrasing(Words words, Focus focus) {
        Phrasing whole = Phrasing.of(words);
        boolean waiting = focus.yesNo() || focus.anythingElse() || isOf(focus, SlotType.YES_NO);
        Optional<SlotReading> lead = waiting && whole.answer().isEmpty() ? YesNoReader.lead(words) : Optional.empty();
        if (lead.isEmpty()) {
            return whole;
        }
        int to = lead.get().to();
        if (!focus.anythingElse() && MARKER.matcher(words.plain(0, to)).matches()) {
            // "okay, what is it again?": no yes, only a way to begin
            return new Phrasing(words.slice(0, 0), whole.questions());
        }
        Phrasing rest = Phrasing.of(words.slice(to, words.size()));
        return new Phrasing(Phrasing.join(words.slice(0, to), rest.answer()), rest.questions());
    }

    private static boolean isChoice(Focus focus) {
        return isOf(focus, SlotType.CHOICE) && !focus.yesNo();
    }

    private static boolean isOf(Focus focus, SlotType type) {
        Slot slot = focus.slot();
        return slot != null && slot.type() == type;
    }

    private static Part known(Meaning meaning) {
        return new Part.Known(meaning);
    }

    private static Optional<Meaning> cue(Words words, Focus focus) {
        if (words.size() > LONGEST_CUE) {
            return Cues.wantsPerson(words.plain()) && !isText(focus)
                    ? Optional.of(new Meaning.PersonWanted())
                    : Optional.empty();
        }
        return Cues.read(words.plain(), focus);
    }

    private @Nullable Task task(Focus focus) {
        String name = focus.task();
        return name == null ? null : playbook.tasks().get(name);
    }

    private static boolean isText(Focus focus) {
        return isOf(focus, SlotType.TEXT) && !focus.yesNo();
    }

    private List<Part> answer(Phrasing phrasing, Words all, Focus focus, ReadingRules rules) {
        Slot slot = focus.slot();
        boolean yesNoSlot = slot != null && slot.type() == SlotType.YES_NO;
        if (focus.yesNo() || yesNoSlot || focus.anythingElse()) {
            return yesNo(phrasing.answer(), focus, rules);
        }
        if (slot == null) {
            return unasked(phrasing.answer(), focus, rules);
        }
        return slot.type() == SlotType.TEXT
                ? text(phrasing.answer(), slot, focus, rules)
                : typed(phrasing, all, slot, focus, rules);
    }

    private List<Part> unasked(Words said, Focus focus, ReadingRules rules) {
        if (said.isEmpty()) {
            return List.of();
        }
        Optional<Meaning> cue = cue(said, focus);
        if (cue.isPresent()) {
            return List.of(known(cue.get()));
        }
        Optional<Corrections.Correction> corrected = Corrections.read(said, focus, task(focus), rules);
        if (corrected.isPresent()) {
            return List.of(known(corrected(corrected.get())));
        }
        Optional<SlotReading> lead = YesNoReader.lead(said);
        if (lead.isPresent() && lead.get().to() == said.size()) {
            return List.of(known(affirmed(lead.get())));
        }
        Optional<Meaning> volunteered = volunteered(said, focus, rules);
        if (volunteered.isPresent()) {
            return List.of(known(volunteered.get()));
        }
        return List.of(new Part.Open(said, focus.task() == null ? Part.Role.WISH : Part.Role.BUSY));
    }

    /** A value that nobody asked for and that can only be one slot's: an e-mail address, a number of the right length. */
    private Optional<Meaning> volunteered(Words said, Focus focus, ReadingRules rules) {
        Task task = task(focus);
        if (task == null) {
            return Optional.empty();
        }
        for (Slot slot : task.slots().values()) {
            boolean sure = slot.type() == SlotType.EMAIL
                    || slot.type() == SlotType.POSTCODE
                    || slot.type() == SlotType.DIGITS && slot.length() > 0;
            if (sure && !focus.filled().contains(slot.name()) && !slot.equals(focus.slot())) {
                Optional<SlotReading> reading = SlotReader.of(slot.type()).read(said, slot, rules);
                if (reading.isPresent()) {
                    return Optional.of(
                            new Meaning.SlotGiven(slot.name(), reading.get().value()));
                }
            }
        }
        return Optional.empty();
    }

    private static Meaning affirmed(SlotReading yesNo) {
        return yesNo.value().equals(true) ? new Meaning.Affirmed() : new Meaning.Denied();
    }

    private static Meaning corrected(Corrections.Correction correction) {
        return new Meaning.Corrected(
                correction.slot().name(), correction.reading().value());
    }

    private List<Part> yesNo(Words said, Focus focus, ReadingRules rules) {
        if (said.isEmpty()) {
            return List.of();
        }
        Optional<Meaning> cue = cue(said, focus);
        if (cue.isPresent()) {
            return List.of(known(cue.get()));
        }
        Optional<SlotReading> lead = lead(said, focus, rules);
        Optional<Corrections.Correction> correction = Corrections.read(said, focus, task(focus), rules);
        Slot slot = focus.slot();
        if (correction.isPresent()) {
            boolean readBack = focus.yesNo() && (slot == null || slot.type() != SlotType.YES_NO);
            boolean yes = lead.isPresent() && lead.get().value().equals(true);
            Part corrected = known(corrected(correction.get()));
            return readBack && !yes ? List.of(known(new Meaning.Denied()), corrected) : List.of(corrected);
        }
        if (lead.isEmpty()) {
            return List.of(new Part.Open(said, focus.anythingElse() ? Part.Role.WISH : Part.Role.ASIDE));
        }
        return led(said, lead.get(), focus);
    }

    private static Optional<SlotReading> lead(Words said, Focus focus, ReadingRules rules) {
        Slot slot = focus.slot();
        return slot != null && slot.type() == SlotType.YES_NO
                ? SlotReader.of(SlotType.YES_NO)
                        .read(said, slot, new ReadingRules(rules.today(), rules.dayFirst(), true))
                : YesNoReader.lead(said);
    }

    private static List<Part> led(Words said, SlotReading lead, Focus focus) {
        boolean yes = lead.value().equals(true);
        Words rest = said.slice(lead.to(), said.size());
        Slot slot = focus.slot();
        boolean yesNoSlot = slot != null && slot.type() == SlotType.YES_NO;
        boolean readBack = yesNoSlot ? slot != null && !slot.ask().variables().isEmpty() : focus.yesNo();
        boolean doubtful =
                NEGATION.matcher(HARMLESS.matcher(rest.plain()).replaceAll("")).find();
        if (yes && readBack && doubtful) {
            return List.of(known(new Meaning.Unclear()));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(known(yesNoSlot && slot != null ? new Meaning.SlotGiven(slot.name(), yes) : affirmed(lead)));
        cue(rest, focus)
                .filter(cue -> !(cue instanceof Meaning.Denied) && !(cue instanceof Meaning.Acknowledged))
                .ifPresentOrElse(
                        cue -> parts.add(known(cue)), () -> aside(rest, focus).ifPresent(parts::add));
        return parts;
    }

    private static Optional<Part> aside(Words rest, Focus focus) {
        if (rest.size() < 3) {
            return Optional.empty();
        }
        return Phrasing.isQuestion(rest) || Phrasing.isWish(rest) || focus.anythingElse()
                ? Optional.of(new Part.Open(rest, focus.anythingElse() ? Part.Role.WISH : Part.Role.ASIDE))
                : Optional.empty();
    }

    private List<Part> text(Words said, Slot slot, Focus focus, ReadingRules rules) {
        if (said.isEmpty()) {
            return List.of();
        }
        Optional<Meaning> cue = cue(said, focus);
        if (cue.isPresent()) {
            return List.of(known(cue.get()));
        }
        Optional<Corrections.Correction> correction = Corrections.read(said, focus, task(focus), rules);
        if (correction.isPresent()) {
            return List.of(known(corrected(correction.get())));
        }
        if (Phrasing.isWish(said)) {
            return List.of(new Part.Open(said, Part.Role.TEXT));
        }
        return textGiven(said, slot, rules).map(given -> List.of(known(given))).orElse(List.of());
    }

    static Optional<Meaning> textGiven(Words said, Slot slot, ReadingRules rules) {
        return SlotReader.of(SlotType.TEXT)
                .read(said, slot, new ReadingRules(rules.today(), rules.dayFirst(), true))
                .map(reading -> new Meaning.SlotGiven(slot.name(), reading.value()));
    }

    private List<Part> typed(Phrasing phrasing, Words all, Slot slot, Focus focus, ReadingRules rules) {
        Words said = slot.type() == SlotType.CHOICE ? withRequests(phrasing, all) : phrasing.answer();
        Optional<Corrections.Correction> correction = Corrections.read(said, focus, task(focus), rules);
        if (correction.isPresent()
                && Corrections.names(said, correction.get().slot())
                && !Corrections.names(said, slot)) {
            return List.of(known(corrected(correction.get())));
        }
        ReadingRules asking = new ReadingRules(rules.today(), rules.dayFirst(), true);
        SlotReader reader = SlotReader.of(slot.type());
        Optional<SlotReading> reading = reader.read(said, slot, asking);
        boolean whole =
                slot.type() == SlotType.DIGITS || slot.type() == SlotType.EMAIL || slot.type() == SlotType.POSTCODE;
        Words read = said;
        if (reading.isEmpty() && whole) {
            reading = reader.read(all, slot, asking);
            read = all.slice(0, 0);
        }
        if (reading.isPresent()) {
            return given(slot, reading.get(), read, focus);
        }
        return correction.isPresent() ? List.of(known(corrected(correction.get()))) : notGiven(said, focus, rules);
    }

    private static Words withRequests(Phrasing phrasing, Words all) {
        boolean requests =
                !phrasing.questions().isEmpty() && phrasing.questions().stream().allMatch(Phrasing::isRequest);
        return requests ? all : phrasing.answer();
    }

    private static List<Part> given(Slot slot, SlotReading reading, Words said, Focus focus) {
        List<Part> parts = new ArrayList<>();
        parts.add(known(new Meaning.SlotGiven(slot.name(), reading.value())));
        Words after = said.slice(reading.to(), said.size());
        boolean choice = slot.type() == SlotType.CHOICE;
        if (!choice
                && cue(after, focus)
                        .filter(Meaning.PersonWanted.class::isInstance)
                        .isPresent()) {
            parts.add(known(new Meaning.PersonWanted()));
        } else if (!choice && after.size() >= 3 && (Phrasing.isQuestion(after) || Phrasing.isWish(after))) {
            parts.add(new Part.Open(after, Part.Role.ASIDE));
        }
        return parts;
    }

    private List<Part> notGiven(Words said, Focus focus, ReadingRules rules) {
        if (said.isEmpty()) {
            return List.of();
        }
        Optional<Meaning> cue = cue(said, focus);
        if (cue.isPresent()) {
            return List.of(known(cue.get()));
        }
        Optional<Meaning> volunteered = volunteered(said, focus, rules);
        if (volunteered.isPresent()) {
            return List.of(known(volunteered.get()));
        }
        if (isOf(focus, SlotType.DIGITS) && SOME_DIGITS.matcher(said.plain()).find() && !Phrasing.isWish(said)) {
            // an answer, but half of one, or two
            return List.of(known(new Meaning.Unclear()));
        }
        if (HAS_NONE.matcher(said.plain()).find()) {
            return List.of(known(new Meaning.NotCovered(Phrasing.forReading(said))));
        }
        return List.of(new Part.Open(said, Part.Role.ASIDE));
    }
}
