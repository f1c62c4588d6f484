package dev.sotto.orchestrator.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.LineQuality;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.conversation.ToolOutcome;
import dev.sotto.orchestrator.journal.JournalEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private final EventJson json = new EventJson();

    static Stream<Event> events() {
        return Stream.of(
                new Event.Began(Channel.VOICE, Map.of("caller", "sip:a@b"), "f", AT),
                new Event.CustomerSaid("hé \"you\"\n☎", 0.5, Source.SPEECH, null, new AudioSpan(100, 2_300), AT, AT),
                new Event.CustomerSaid("hi", 1, Source.TEXT, "m1", null, AT, AT),
                new Event.Understood(3, everyMeaning(), AT),
                new Event.ModelAsked("c-m1", 3, "m", "v:1", AT),
                new Event.ModelSlow("c-m1", AT),
                new Event.ModelSaid("c-m1", 1, "Let me look.", AT),
                new Event.ModelWants(
                        "c-m1",
                        "c-m1-1",
                        "orders.refund",
                        Map.of("amount", new BigDecimal("129.00"), "slots", Map.of("used", true)),
                        "",
                        AT),
                new Event.ModelDone("c-m1", 812, 34, AT),
                new Event.ModelFailed("c-m1", "it answered 500", AT),
                new Event.SpeechStarted(AT),
                new Event.NothingUnderstood(AT),
                new Event.SpeechFinished(4, false, "half a", AT),
                new Event.SpeechFinished(5, true, "a whole", new AudioSpan(1_200, 2_980), AT),
                new Event.SilenceHeard(4_020, "consult", AT),
                new Event.Held(AT),
                new Event.Resumed(AT),
                new Event.RecordingChanged("paused", 12_340, AT),
                new Event.CallMeasured(2_900, 11_000, 0, 31_000, 9_000, null, AT),
                new Event.CallMeasured(
                        2_900, 11_000, 0, 31_000, 9_000, new LineQuality(0.01, -1, 2, -1, 40, 4.2, -1), AT),
                new Event.ToolReturned("c-t1", ToolOutcome.SUCCESS, Map.of("total", new BigDecimal("129.50")), "", AT),
                new Event.GuidanceNoted("c-g1", 2, 3, AT),
                new Event.GuidanceTyped("c-g1", "ada", AT),
                new Event.GuidanceSeen("c-g1", "ada", true, AT),
                new Event.GuidanceAnswered(
                        "c-g1", new GuidanceAnswer(AnswerKind.APPROVE, 1, "ok", "ada", AT), "token", AT),
                new Event.GuidanceExpired("c-g1", AT),
                new Event.Worded("c-g1", "We do.", AT),
                new Event.AgentSaid("ada", "hello", false, AT),
                new Event.TookOver("ada", AT),
                new Event.HandedBack("ada", AT),
                new Event.TransferFailed("sip:x", AT),
                new Event.TakenUp("c0", "refund", "approve_refund", Map.of("order_number", "482913"), AT),
                new Event.Reached("person", AT),
                new Event.CallPromised("c-g1", "c2", AT),
                new Event.CallBackEnded("c2", "reached", AT),
                new Event.CustomerLeft("caller_hung_up", AT),
                new Event.Ticked(AT),
                new Event.Restarted(AT));
    }

    private static Interpretation everyMeaning() {
        return new Interpretation(List.of(
                new Meaning.SlotGiven("order_number", "482913"),
                new Meaning.SlotGiven("used", true),
                new Meaning.SlotGiven("amount", new BigDecimal("14.50")),
                new Meaning.Corrected("order_number", "105577"),
                new Meaning.TaskWanted("refund", Map.of("order_number", "482913")),
                new Meaning.Ambiguous(List.of("a", "b")),
                new Meaning.Affirmed(),
                new Meaning.Denied(),
                new Meaning.Answered("hours", "At nine.", 0.75),
                new Meaning.NotCovered("kayaks?"),
                new Meaning.RepeatWanted(),
                new Meaning.CancelWanted(),
                new Meaning.PersonWanted(),
                new Meaning.Greeted(),
                new Meaning.Thanked(),
                new Meaning.SaidGoodbye(),
                new Meaning.AskedToWait(),
                new Meaning.Acknowledged(),
                new Meaning.Unclear()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventComesBackAsItWas(Event event) {
        JournalEntry entry = json.entry("c", 1, event);

        assertThat(json.event(entry)).isEqualTo(event);
        assertThat(entry.at()).isEqualTo(event.at());
    }

    @Test
    void everyKindOfEventAndMeaningIsTried() {
        Set<Class<?>> tried = events().map(Object::getClass).collect(Collectors.toSet());
        Set<Class<?>> meant =
                everyMeaning().meanings().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(tried).containsAll(Arrays.asList(Event.class.getPermittedSubclasses()));
        assertThat(meant).containsAll(Arrays.asList(Meaning.class.getPermittedSubclasses()));
    }

    @Test
    void entryOfAnotherVersionIsNamedWithItsPlace() {
        assertThatThrownBy(() -> json.event(new JournalEntry("c", 7, AT, "Teleported", "{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Teleported")
                .hasMessageContaining("c#7");
        assertThatThrownBy(() -> json.event(new JournalEntry("c", 8, AT, "Ticked", "{")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("c#8");
    }
}
