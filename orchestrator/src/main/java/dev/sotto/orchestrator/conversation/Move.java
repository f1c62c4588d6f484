package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One move of the machine: the conversation opened up for change, and the effects so far. Lives within one call of
 * {@link ConversationMachine#on} and never leaves it.
 */
final class Move {
    /** Older lines stay in the journal. */
    static final int TRANSCRIPT_LIMIT = 400;

    static final int SEEN_LIMIT = 200;
    static final int TURNS_LIMIT = 500;

    final Playbook playbook;
    final Instant now;
    final String id;

    Channel channel;
    Map<String, String> variables;
    Instant startedAt;
    Stage stage;

    @Nullable
    Frame frame;

    final List<Frame> paused;
    final List<OpenConsult> consults;
    final List<TranscriptLine> transcript;
    Floor floor;

    @Nullable
    Heard thinking;

    final List<Heard> turns;
    final List<Event.GuidanceAnswered> answers;
    final List<Event.GuidanceAnswered> wording;
    final List<String> seen;
    boolean anythingElse;
    boolean aside;
    String lead;
    final List<Draft> drafts;
    final Map<Wait, Integer> told;
    int misses;
    int reminders;
    ModelTalk model;
    Outreach outreach;
    private long lines;
    private long ids;

    private final List<Effect> effects = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private String cause = "";
    /** Approver mode of the task that has spoken in this move; null when nobody need see it. */
    private @Nullable Task reviewed;

    private boolean bridges = true;
    private final Conversation before;

    /** The person's decision that this move is about, or null. */
    Event.@Nullable GuidanceAnswered decision;

    /** True once this move has asked the customer something. */
    boolean asked;

    /** True for a rehearsal: nothing of it is ever done. */
    boolean rehearsal;

    Move(Playbook playbook, Conversation was, Instant now) {
        this.playbook = playbook;
        this.now = now;
        id = was.id();
        channel = was.channel();
        variables = was.variables();
        startedAt = was.startedAt();
        stage = was.stage();
        frame = was.frame();
        paused = new ArrayList<>(was.paused());
        consults = new ArrayList<>(was.consults());
        transcript = new ArrayList<>(was.transcript());
        floor = was.floor();
        thinking = was.thinking();
        turns = new ArrayList<>(was.turns());
        answers = new ArrayList<>(was.answers());
        wording = new ArrayList<>(was.wording());
        seen = new ArrayList<>(was.seen());
        anythingElse = was.anythingElse();
        aside = was.aside();
        lead = was.lead();
        drafts = new ArrayList<>(was.drafts());
        told = new EnumMap<>(Wait.class);
        told.putAll(was.told());
        before = was;
        misses = was.misses();
        reminders = was.reminders();
        model = was.model();
        outreach = was.outreach();
        lines = was.lines();
        ids = was.ids();
    }

    boolean voice() {
        return channel == Channel.VOICE;
    }

    boolean serving() {
        return stage instanceof Stage.Serving;
    }

    /** Every task that is being worked on: those put aside, then the one in hand. */
    List<Frame> frames() {
        return Frame.all(paused, frame);
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** Adds words to what this move says; all of them go out as one line. */
    void say(String text, String why) {
        String clean = text.strip();
        if (clean.isEmpty() || stage.ended() || stage instanceof Stage.WithAgent) {
            return;
        }
        review();
        // knowledge speaks of how things are done in general, not of this case
        checked(clean, why.startsWith("knowledge: ") ? clean : UtteranceGate.check(clean, frame), why);
    }

    private void review() {
        if (frame != null && frame.task().review() != null) {
            reviewed = frame.task();
        }
    }

    /** As {@link #say} for a model's sentence, which is true only of what this conversation's record holds. */
    void sayModel(String text, String why) {
        String clean = text.strip();
        String allowed = Claims.check(clean, this);
        if (!allowed.equals(clean)) {
            effects.add(new Effect.SentenceBlocked(clean));
        }
        if (serving() && (allowed.equals(clean) || !words.contains(allowed))) {
            review();
            again(allowed, why);
        }
    }

    /** What a person wants said: no truer for coming from a person. */
    void person(String text, String why) {
        review();
        edited(text.strip(), why);
    }

    /** Words that a person has written or changed, and so has seen already. */
    void edited(String text, String why) {
        checked(text, Claims.person(text, this), why);
    }

    private void checked(String text, String allowed, String why) {
        if (!allowed.equals(text)) {
            effects.add(new Effect.SentenceBlocked(text));
        }
        again(allowed, why);
    }

    /** Words that were let through before: not said then, or asked for once more. */
    void again(String text, String why) {
        if (!text.isBlank() && !(stage instanceof Stage.WithAgent) && !stage.ended()) {
            bridges = false;
            add(text, why);
        }
    }

    /** As {@link #again}; but a question that this move ends with stays at its end. */
    void beforeQuestion(String text, String why) {
        int last = words.size() - 1;
        if (last < 0 || !words.get(last).endsWith("?")) {
            again(text, why);
        } else if (serving()) {
            words.add(last, text);
        }
    }

    /** Words that only bridge a wait: they give way to anything else. */
    void bridge(String text, String why) {
        if (!text.isBlank() && serving()) {
            add(text.strip(), why);
        }
    }

    private void add(String text, String why) {
        words.add(text);
        cause = cause.isEmpty() ? why : cause;
    }

    List<String> words() {
        return words;
    }

    List<Effect> effects() {
        return effects;
    }

    /** The next id of a guidance request ({@code g}) or tool call ({@code t}): the same again when replayed. */
    String nextId(String kind) {
        ids++;
        return id + "-" + kind + ids;
    }

    TranscriptLine line(Party from, String text) {
        return line(from, text, null);
    }

    TranscriptLine line(Party from, String text, @Nullable AudioSpan audio) {
        lines++;
        TranscriptLine line = new TranscriptLine(lines, from, text, now, false, audio);
        transcript.add(line);
        if (transcript.size() > TRANSCRIPT_LIMIT) {
            transcript.remove(0);
        }
        return line;
    }

    void replace(OpenConsult changed) {
        consults.replaceAll(consult -> consult.id().equals(changed.id()) ? changed : consult);
    }

    @Nullable
    OpenConsult consult(String guidanceId) {
        return consults.stream()
                .filter(consult -> consult.id().equals(guidanceId))
                .findFirst()
                .orElse(null);
    }

    void close(OpenConsult consult, GuidanceState state) {
        replace(consult.state(state));
    }

    /** Puts another task aside and this one in front. */
    void bringForward(Frame wanted) {
        if (frame != null) {
            paused.add(
                    frame.asking(frame.asking() == null ? null : frame.asking().again()));
        }
        paused.remove(wanted);
        frame = wanted;
    }

    /** Speaks what was gathered and closes the move. */
    Step done() {
        speak();
        Approvals.voidLost(before, this);
        if (serving() && (asked || Focuses.leavesSensitive(before, this))) {
            effects.add(Focuses.expect(this));
        }
        return new Step(freeze(), List.copyOf(effects));
    }

    private void speak() {
        if (words.isEmpty()) {
            return;
        }
        String text = String.join(" ", words);
        if (!bridges && !lead.isEmpty()) {
            text = lead + " " + text;
            lead = "";
        }
        if (reviewed != null) {
            List<Effect> then = List.copyOf(effects.subList(firstAfterwards(), effects.size()));
            effects.subList(firstAfterwards(), effects.size()).clear();
            Approver.submit(this, reviewed, text, cause, then);
        } else if (voice() && !floor.listening()) {
            // a phrase that would only have bridged the wait isn't worth saying later
            floor = bridges ? floor : floor.holding(text);
        } else {
            utter(text);
        }
    }

    private void utter(String text) {
        if (voice() && !bridges && floor.onlyBridging()) {
            effects.add(firstAfterwards(), new Effect.Yield());
        }
        TranscriptLine line = line(Party.ASSISTANT, text);
        floor = voice() ? floor.began(line.number(), bridges, now) : floor.touched(now);
        // what is said comes before what follows from it (a hang-up, a transfer)
        effects.add(firstAfterwards(), new Effect.Speak(line, true, cause));
    }

    private int firstAfterwards() {
        for (int index = 0; index < effects.size(); index++) {
            if (effects.get(index) instanceof Effect.HangUp || effects.get(index) instanceof Effect.Transfer) {
                return index;
            }
        }
        return effects.size();
    }

    Conversation freeze() {
        return new Conversation(
                id,
                channel,
                variables,
                startedAt,
                stage,
                frame,
                List.copyOf(paused),
                List.copyOf(consults),
                List.copyOf(transcript),
                floor,
                thinking,
                List.copyOf(turns),
                List.copyOf(answers),
                List.copyOf(wording),
                List.copyOf(seen),
                anythingElse,
                aside,
                lead,
                List.copyOf(drafts),
                Map.copyOf(told),
                misses,
                reminders,
                model,
                outreach,
                lines,
                ids);
    }
}
