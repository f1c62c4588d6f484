package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.SaidLine;
import dev.sotto.orchestrator.runner.EventJson;
import dev.sotto.orchestrator.task.Playbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a journal and a plan to a report. */
public final class Replays {
    private Replays() {}

    /**
     * Plays a journalled conversation again.
     *
     * @param said what is on record as said; empty when it isn't kept
     * @param then the task files that the conversation was served with, or the nearest that there are
     * @param now the task files to try
     * @throws IllegalArgumentException when the journal can't be read, or the plan names what isn't there
     */
    public static ReplayReport run(
            List<JournalEntry> entries, Map<Long, List<SaidLine>> said, Playbook then, Playbook now, ReplayPlan plan) {
        Recording recording = RecordingReader.read(entries, said, new EventJson(), new ConversationMachine(then));
        ConversationMachine machine = new ConversationMachine(OtherPolicies.in(now, plan.policies()));
        Replayed replayed = Simulation.run(recording, machine, plan);
        List<String> assumed = new ArrayList<>();
        if (!recording.began().fingerprint().equals(then.fingerprint())) {
            assumed.add(
                    "the task files are not those of that time: what the journal's side did besides talking is worked"
                            + " out with the present ones");
        }
        assumed.addAll(replayed.assumed());
        return new ReplayReport(
                recording.conversationId(),
                Comparison.of(recording.timeline(), replayed.timeline()),
                List.copyOf(assumed));
    }
}
