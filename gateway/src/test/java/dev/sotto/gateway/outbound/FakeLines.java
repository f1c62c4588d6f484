package dev.sotto.gateway.outbound;

import dev.sotto.gateway.call.Dial;
import dev.sotto.gateway.call.Lines;
import dev.sotto.gateway.call.Termination;
import java.util.ArrayList;
import java.util.List;

/** A telephone edge that does what the test says. */
final class FakeLines implements Lines {
    final List<Dial> dialled = new ArrayList<>();
    final List<String> hungUp = new ArrayList<>();
    private final List<Progress> courses = new ArrayList<>();

    @Override
    public void place(Dial dial, Progress progress) {
        dialled.add(dial);
        courses.add(progress);
    }

    @Override
    public void hangUp(String conversationId) {
        hungUp.add(conversationId);
    }

    Progress last() {
        return courses.get(courses.size() - 1);
    }

    void lastEnds(Termination termination, int status) {
        last().ended(termination, status);
    }
}
