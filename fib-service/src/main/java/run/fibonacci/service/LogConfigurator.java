package run.fibonacci.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/// Log lines go to stdout: plain for people, or JSON for machines. It is code because a file with
/// the same in XML takes a twentieth of a start to read. Logback finds it, and asks it when there
/// is no file: a test has one, and `-Dlogback.configurationFile` names another.
@ConfiguratorRank(ConfiguratorRank.FALLBACK + 1)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  static final String LEVEL = "fibonacci.log.level";
  static final String FORMAT = "fibonacci.log.format";

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{20} %X{trace_id:--} %msg%n"
          + "%rootException{8}";

  @Override
  public ExecutionStatus configure(LoggerContext log) {
    var stdout = new ConsoleAppender<ILoggingEvent>();
    stdout.setContext(log);
    stdout.setEncoder("json".equals(System.getProperty(FORMAT)) ? json(log) : plain(log));
    stdout.start();
    ch.qos.logback.classic.Logger root = log.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(stdout);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
    log.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
    // What it cannot do is logged by Schema; that a server is newer than it knows needs nobody's
    // care.
    log.getLogger("org.flywaydb").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> plain(LoggerContext log) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(log);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext log) {
    var encoder = new JsonEncoder();
    encoder.setContext(log);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    // The whole message once, not its pattern and its arguments.
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }
}
