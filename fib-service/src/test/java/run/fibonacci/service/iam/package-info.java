/// A pod on EKS whose database is RDS, with AWS played by servers of the test: a token service that
/// gives credentials for a service account's token, and a front of PostgreSQL that checks signed
/// tokens as RDS does.
@NullMarked
package run.fibonacci.service.iam;

import org.jspecify.annotations.NullMarked;
