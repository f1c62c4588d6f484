package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a file holds: a playbook or problems, never an exception. Without a fuzzing engine this runs the seeds. */
final class PlaybookFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anyTaskFile(FuzzedDataProvider data) {
        String file = data.pickValue(new String[] {"tasks/t.yaml", "assistant.yaml", "tools.yaml", "knowledge/k.md"});

        PlaybookLoader.Checked checked = new Folder()
                .with("tasks/refund.yaml", Folder.designExample())
                .with(file, data.consumeRemainingAsString())
                .check();

        assertThat(checked.playbook() != null || !checked.problems().isEmpty()).isTrue();
    }
}
