package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Outcome.Beyond;
import run.fibonacci.service.sequence.Outcome.OtherRequest;
import run.fibonacci.service.sequence.Outcome.Taken;
import run.fibonacci.service.sequence.Take;
import run.fibonacci.service.sequence.batch.TakeBatch;
import run.fibonacci.service.sequence.database.AnswerRepository.AnswerRow;
import run.fibonacci.service.sequence.database.SequenceRepository.SequenceRow;

/// A batch of takes as one transaction, row by row: the database is in this process, and no other
/// uses it.
@Singleton
@Requires(property = "fibonacci.store", value = "h2")
class H2Takes implements TakeBatch {
  private final SequenceRepository sequences;
  private final AnswerRepository answers;
  private final Clock clock;

  H2Takes(SequenceRepository sequences, AnswerRepository answers, Clock clock) {
    this.sequences = sequences;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  @Transactional
  public List<Optional<Outcome>> run(List<Take> takes) {
    return takes.stream().map(take -> Optional.of(take(take))).toList();
  }

  private Outcome take(Take take) {
    return take.request()
        .map(Digest::bytes)
        .flatMap(answers::findById)
        .map(answer -> repeated(take, answer))
        .orElseGet(() -> fresh(take));
  }

  private static Outcome repeated(Take take, AnswerRow answer) {
    return answer.howMany() == take.count()
        ? new Taken(answer.firstIndex())
        : new OtherRequest(answer.howMany());
  }

  private Outcome fresh(Take take) {
    byte[] session = take.session().bytes();
    Optional<SequenceRow> row = sequences.findById(session);
    long first = row.map(SequenceRow::nextIndex).orElse(0L);
    long next = first + take.count();
    if (next > take.end()) {
      return new Beyond(first);
    }
    SequenceRow moved = new SequenceRow(session, next);
    if (row.isPresent()) {
      sequences.update(moved);
    } else {
      sequences.save(moved);
    }
    take.request()
        .map(key -> new AnswerRow(key.bytes(), first, take.count(), clock.instant()))
        .ifPresent(answers::save);
    return new Taken(first);
  }
}
